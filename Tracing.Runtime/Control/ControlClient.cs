using System.Text.Encodings.Web;
using System.Text.Json;
using Tracing.Control;
using Tracing.Runtime.Consumer;
using Tracing.Runtime.RingBuffer;

namespace Tracing.Runtime.Control;

/// <summary>
/// A client that is connected: reads a request, does it, answers, and reads the next one only then. So a client that does not read its answers holds up itself alone, and has one
/// request and one answer in memory.
/// </summary>
internal sealed class ControlClient : IDisposable
{
    /// <summary>How long a client may take until its <c>hello</c> is there, in ms: a program on the same machine needs one.</summary>
    private const int HelloMs = 5000;

    /// <summary>Requests of one client in a second; whoever sends more is answered later. tracectl sends a handful.</summary>
    private const int MaxRequestsPerSecond = 1000;

    // Nobody puts an answer into a web page, and people read it.
    private static readonly JsonWriterOptions s_format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Stream _stream;
    private readonly BoundedBuffer _answer = new();
    private readonly List<IDisposable> _counting = [];
    private readonly List<Action> _atEnd = [];
    private long _second;
    private int _requests;

    private ControlClient(Stream stream) => _stream = stream;

    /// <summary>The client's process; this one where there is no connection.</summary>
    public int ProcessId => (_stream as ConnectionStream)?.ClientProcessId ?? Environment.ProcessId;

    /// <summary>Whether <c>hello</c> has been said.</summary>
    public bool IsGreeted { get; set; }

    /// <summary>Serves a client until it goes.</summary>
    /// <param name="stream">The connection; stays the caller's.</param>
    public static void Serve(Stream stream)
    {
        // The methods take locks that the consumer takes too, so events that are emitted here wait for no room.
        ProducerWait.ForbidForThread();
        using var client = new ControlClient(stream);
        try
        {
            client.Serve();
        }
        catch (IOException)
        {
            // The client is gone, or too slow: nobody is left to tell.
        }
    }

    /// <summary>Counts hits from now on, in place of those that were counted for this client before.</summary>
    public void Count(IEnumerable<string> patterns)
    {
        // The new ones first, so that what both count is counted on.
        IDisposable[] former = [.. _counting];
        _counting.Clear();
        try
        {
            foreach (string pattern in patterns)
            {
                _counting.Add(TracepointCatalog.CountHits(pattern));
            }
        }
        finally
        {
            Array.ForEach(former, static counting => counting.Dispose());
        }
    }

    /// <summary>Does something when the client goes; first what came last.</summary>
    public void AtEnd(Action action) => _atEnd.Add(action);

    /// <inheritdoc/>
    public void Dispose()
    {
        _counting.ForEach(static counting => counting.Dispose());
        for (int i = _atEnd.Count - 1; i >= 0; i--)
        {
            try
            {
                _atEnd[i]();
            }
            catch (Exception exception)
            {
                // What concerns the other sessions is done all the same.
                RuntimeEvents.Report(log => log.ControlFailed(exception.Message));
            }
        }
    }

    private void Serve()
    {
        var connection = _stream as ConnectionStream;
        connection?.Deadline = Environment.TickCount64 + HelloMs;
        using var requests = new RequestReader(_stream);
        try
        {
            while (requests.Read() is { } request)
            {
                Answer(request);
                if (IsGreeted)
                {
                    connection?.Deadline = long.MaxValue;
                }

                SlowDown();
            }
        }
        catch (ControlException exception)
        {
            WriteError(null, exception);
            Send();
        }
    }

    private void Answer(JsonElement message)
    {
        try
        {
            WriteResult(Read(message));
        }
        catch (Exception exception)
        {
            // Whatever it is: the next request may be possible.
            WriteError(IdOf(message), ControlFaults.Explain(exception));
        }

        Send();
    }

    private void WriteResult(ControlRequest request)
    {
        ControlMethod method = MethodTable.Find(request.Method);
        if (!IsGreeted && method.Name != ControlMethods.Hello)
        {
            throw new ControlException(
                ControlErrors.HelloFirst, $"The first request must be '{ControlMethods.Hello}', with the version that the client speaks: {ControlProtocol.Version}.");
        }

        using var writer = new Utf8JsonWriter(_answer, s_format);
        writer.WriteStartObject();
        writer.WriteNumber("id", request.Id);
        writer.WritePropertyName("result");
        method.Run(this, request.Params, writer);
        writer.WriteEndObject();
    }

    private static long? IdOf(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out long number) ? number : null;

    private static ControlRequest Read(JsonElement message)
    {
        try
        {
            return message.Deserialize(ControlJson.Default.ControlRequest) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new ControlException(
                ControlErrors.BadRequest, """A request is an object with a number 'id', a text 'method' and, where the method takes any, an object 'params': {"id":1,"method":"hello","params":{"protocol":1}}.""");
        }
    }

    private void WriteError(long? id, ControlException fault)
    {
        // What there is of a result goes.
        _answer.Clear();
        using var writer = new Utf8JsonWriter(_answer, s_format);
        var error = new ControlError { Code = fault.Code, Message = fault.Message, Near = fault.Near is { Count: > 0 } near ? [.. near] : null };
        JsonSerializer.Serialize(writer, new ControlAnswer { Id = id, Error = error }, ControlJson.Default.ControlAnswer);
    }

    private void Send()
    {
        _answer.GetSpan(1)[0] = (byte)'\n';
        _answer.Advance(1);
        _stream.Write(_answer.Written);
        _answer.Clear();
    }

    private void SlowDown()
    {
        const long SecondMs = 1000;
        long now = Environment.TickCount64;
        if (now - _second >= SecondMs)
        {
            (_second, _requests) = (now, 0);
        }
        else if (++_requests >= MaxRequestsPerSecond)
        {
            Thread.Sleep((int)(SecondMs - (now - _second)));
        }
    }
}
