using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tracing.Runtime.Tests.Control;

/// <summary>A client by hand: what it sends need not be the protocol.</summary>
internal sealed class ControlConnection : IDisposable
{
    /// <summary>Far longer than anything takes, so that a test that hangs ends.</summary>
    private const int TimeoutMs = 120_000;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = TimeoutMs, SendTimeout = TimeoutMs };
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;
    private long _lastId;

    public ControlConnection(string path)
    {
        _socket.Connect(new UnixDomainSocketEndPoint(path));
        _stream = new NetworkStream(_socket);
        _reader = new StreamReader(_stream);
    }

    public static ControlConnection Greet(string path)
    {
        var connection = new ControlConnection(path);
        connection.Call("hello", """{"protocol":1}""");
        return connection;
    }

    /// <summary>Sends a request, and returns its result.</summary>
    public JsonObject Call(string method, string parameters = "{}")
    {
        JsonObject answer = Ask(method, parameters);
        Assert.True(answer["result"] is JsonObject, answer.ToJsonString());
        return answer["result"]!.AsObject();
    }

    /// <summary>Sends a request that must fail, and returns its error.</summary>
    public JsonObject Fail(string method, string parameters, string code)
    {
        JsonObject error = Ask(method, parameters)["error"]!.AsObject();
        Assert.Equal(code, (string?)error["code"]);
        return error;
    }

    public JsonObject Ask(string method, string parameters)
    {
        long id = ++_lastId;
        Send($$"""{"id":{{id}},"method":"{{method}}","params":{{parameters}}}""" + "\n");
        JsonObject answer = Read() ?? throw new InvalidOperationException("The process ended the connection.");
        Assert.Equal(id, (long?)answer["id"]);
        return answer;
    }

    public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public void Send(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

    /// <summary>The next answer; null when the process has ended the connection.</summary>
    public JsonObject? Read()
    {
        try
        {
            return _reader.ReadLine() is { } line ? JsonNode.Parse(line)!.AsObject() : null;
        }
        catch (IOException exception) when (exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // It ended it with requests unread.
            return null;
        }
    }

    public static string Quote(string text) => JsonSerializer.Serialize(text);

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
        _socket.Dispose();
    }
}
