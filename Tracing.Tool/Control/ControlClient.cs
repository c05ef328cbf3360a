using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Tracing.Control;

namespace Tracing.Tool.Control;

/// <summary>A connection to a process's control endpoint. One request at a time; not thread-safe.</summary>
internal sealed partial class ControlClient : IDisposable
{
    private readonly Socket _socket;
    private readonly LineReader _lines;
    private readonly string _path;
    private long _lastId;

    private ControlClient(Socket socket, string path)
    {
        _socket = socket;
        _path = path;
        _lines = new LineReader(socket);
    }

    /// <summary>Who is at the other end.</summary>
    public HelloResult Process { get; private set; } = null!;

    /// <summary>The process in a message: <c>shop (4711)</c>.</summary>
    public string Name => $"{Process.Name} ({Process.Pid})";

    /// <summary>Connects and shakes hands.</summary>
    /// <param name="path">The socket.</param>
    /// <param name="patience">How long to wait for the connection, and later for each answer.</param>
    /// <exception cref="ControlException">The process cannot be reached, or speaks another version.</exception>
    public static ControlClient Connect(string path, TimeSpan patience)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            // The connection too waits for a full backlog only as long as sending may.
            SendTimeout = (int)patience.TotalMilliseconds,
            ReceiveTimeout = (int)patience.TotalMilliseconds,
        };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            var client = new ControlClient(socket, path);
            client.Process = client.Call(
                ControlMethods.Hello, new HelloParams { Protocol = ControlProtocol.Version }, ControlJson.Default.HelloParams, ControlJson.Default.HelloResult);
            return client;
        }
        catch (Exception exception)
        {
            socket.Dispose();
            throw exception is SocketException or ArgumentException
                ? new ControlException($"The control socket '{path}' cannot be connected to: {Describe(exception)}")
                : exception;
        }
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <exception cref="ControlException">The process refused, does not answer in time, or is gone.</exception>
    public TResult Call<TParams, TResult>(string method, TParams parameters, JsonTypeInfo<TParams> parametersType, JsonTypeInfo<TResult> resultType)
    {
        long id = ++_lastId;
        var request = new ControlRequest { Id = id, Method = method, Params = JsonSerializer.SerializeToElement(parameters, parametersType) };
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(request, ControlJson.Default.ControlRequest), (byte)'\n'];
        if (line.Length > ControlProtocol.MaxRequestBytes)
        {
            throw new ControlException($"The request '{method}' takes {line.Length} bytes, and a process reads {ControlProtocol.MaxRequestBytes} at the most. Ask for less at a time.");
        }

        try
        {
            Send(line);
            ControlAnswer answer = JsonSerializer.Deserialize(_lines.Read().Span, ControlJson.Default.ControlAnswer) ?? throw new JsonException("the answer is null");
            if (answer.Error is { } error)
            {
                throw new ControlException(PlaceInRequest().Replace(error.Message, "") + NearMiss.Hint(error.Near), error.Code);
            }

            if (answer.Id != id || answer.Result is not { } result)
            {
                throw new JsonException($"the answer to request {id} was expected");
            }

            return result.Deserialize(resultType) ?? throw new JsonException("the result is null");
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException)
        {
            throw new ControlException($"{Who} did not answer '{method}': {Describe(exception)}");
        }
        catch (JsonException exception)
        {
            throw new ControlException($"{Who} does not speak the protocol of this tracectl: its answer to '{method}' is not understood ({exception.Message}).");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    // Where it stands in a request that this program made says nothing to a person.
    [GeneratedRegex(@"^params\.[a-z]+\([0-9]+,[0-9]+\): (\$: )?")]
    private static partial Regex PlaceInRequest();

    private string Who => Process is null ? $"The process at '{_path}'" : $"Process {Name}";

    private void Send(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }

    private static string Describe(Exception exception) => exception is SocketException socket
        ? socket.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "nobody listens there; its process is gone",
            SocketError.AccessDenied => "this user may not; run tracectl as the process's user",
            SocketError.TimedOut or SocketError.WouldBlock => "no answer in time; is it stopped, or busy to the brim? --timeout waits longer",
            SocketError.ConnectionReset or SocketError.Shutdown => "it ended the connection",
            SocketError.AddressNotAvailable => "there is no such socket",
            _ => socket.Message,
        }
        : exception.Message;
}
