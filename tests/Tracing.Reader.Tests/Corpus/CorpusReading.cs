using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Tracing.Reader.Tests.Corpus;

/// <summary>What our reader makes of a trace.</summary>
internal sealed class CorpusReading
{
    /// <summary>Events as JSON, per stream (by its first file), in order.</summary>
    public Dictionary<string, List<byte[]>> Events { get; } = [];

    /// <summary>The stream that each file belongs to.</summary>
    public Dictionary<string, string> StreamOfFile { get; } = [];

    public List<ExpectedLoss> LostEvents { get; } = [];

    public List<ExpectedLoss> LostPackets { get; } = [];

    public List<TraceProblem> Problems { get; } = [];

    public bool IsExactClock { get; private set; } = true;

    /// <summary>Says where time fell, or null.</summary>
    public string? StepBack { get; private set; }

    public static CorpusReading Read(string path)
    {
        var result = new CorpusReading();
        TraceReader reader;
        try
        {
            reader = TraceReader.Open(path);
        }
        catch (TraceFormatException exception)
        {
            result.Problems.Add(exception.Problem);
            return result;
        }

        result.IsExactClock = reader.Traces.All(static trace => trace.Clocks.All(static clock => clock.Frequency == 1_000_000_000));
        foreach (TraceStream stream in reader.Streams)
        {
            foreach (StreamSource source in stream.Sources)
            {
                result.StreamOfFile[source.RelativePath] = stream.Path;
            }
        }

        result.ReadAll(reader);
        return result;
    }

    private void ReadAll(TraceReader reader)
    {
        var buffer = new ArrayBufferWriter<byte>();
        long last = long.MinValue;
        foreach (TraceEvent item in reader)
        {
            if (item.HasTimestamp && item.Timestamp < last)
            {
                StepBack ??= $"{item} at {item.Timestamp} after {last}";
            }

            last = item.HasTimestamp ? Math.Max(last, item.Timestamp) : last;
            switch (item.Kind)
            {
                case TraceItemKind.Event:
                    buffer.ResetWrittenCount();
                    using (var json = new Utf8JsonWriter(buffer))
                    {
                        item.WriteJson(json);
                    }

                    Of(item.Stream.Path).Add(buffer.WrittenSpan.ToArray());
                    buffer.ResetWrittenCount();
                    item.WriteText(buffer);
                    _ = Encoding.UTF8.GetCharCount(buffer.WrittenSpan);
                    break;
                case TraceItemKind.LostEvents:
                    LostEvents.Add(new ExpectedLoss(item.LostCount, item.LostFrom, item.LostTo));
                    break;
                case TraceItemKind.LostPackets:
                    LostPackets.Add(new ExpectedLoss(item.LostCount, item.LostFrom, item.LostTo));
                    break;
                default:
                    Problems.Add(item.Problem!);
                    break;
            }
        }
    }

    public List<byte[]> Of(string stream)
    {
        if (!Events.TryGetValue(stream, out List<byte[]>? events))
        {
            Events.Add(stream, events = []);
        }

        return events;
    }
}
