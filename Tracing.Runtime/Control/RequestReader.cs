using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Tracing.Control;

namespace Tracing.Runtime.Control;

/// <summary>Takes requests out of what a client sends: lines of bounded length, JSON of bounded depth.</summary>
internal sealed class RequestReader(Stream stream) : IDisposable
{
    private const byte LineEnd = (byte)'\n';

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = ControlProtocol.MaxDepth, AllowDuplicateProperties = false };

    private readonly PipeReader _pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

    /// <summary>The next line as JSON. Null when the client has ended the connection; half a line before that is nothing.</summary>
    /// <exception cref="ControlException">The line is too long, too deep, or no JSON: there is no going on after it.</exception>
    /// <exception cref="IOException">The client is gone, or takes too long.</exception>
    public JsonElement? Read()
    {
        while (true)
        {
            ReadResult result = Wait();
            ReadOnlySequence<byte> buffer = result.Buffer;

            // A line beyond the limit is refused as soon as it is that long, so no more of it is ever in memory.
            ReadOnlySequence<byte> allowed = buffer.Length > ControlProtocol.MaxRequestBytes ? buffer.Slice(0, ControlProtocol.MaxRequestBytes) : buffer;
            if (allowed.PositionOf(LineEnd) is { } end)
            {
                JsonElement request = Parse(buffer.Slice(0, end));
                _pipe.AdvanceTo(buffer.GetPosition(1, end));
                return request;
            }

            if (buffer.Length >= ControlProtocol.MaxRequestBytes)
            {
                throw new ControlException(
                    ControlErrors.BadRequest, $"A request is longer than {ControlProtocol.MaxRequestBytes} bytes, or no line. End each with one line feed, and divide what is too long.");
            }

            if (result.IsCompleted)
            {
                return null;
            }

            _pipe.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _pipe.Complete();

    private static JsonElement Parse(ReadOnlySequence<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, s_options);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new ControlException(ControlErrors.BadRequest, $"A request is no JSON text in UTF-8 on one line, at most {ControlProtocol.MaxDepth} deep: {exception.Message}");
        }
    }

    private ReadResult Wait()
    {
        // The stream is done when its call returns, and so is this.
        ValueTask<ReadResult> read = _pipe.ReadAsync();
        return read.IsCompletedSuccessfully ? read.Result : read.AsTask().GetAwaiter().GetResult();
    }
}
