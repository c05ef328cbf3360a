using System.Text;
using System.Text.Json;
using Tracing.Reader;
using Tracing.Reader.Tests.Corpus;
using Tracing.Tool.Commands;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;
using Xunit;

namespace Tracing.Tool.Tests.Corpus;

/// <summary>
/// <c>tracectl view --json=full</c> gives for every sound trace of the corpus that the variable TRACING_CTF_CORPUS names what
/// its expected.jsonl has, stream by stream; for all others it ends with a message.
/// </summary>
public sealed class FullJsonTests
{
    private const string OneGigahertz = "1000000000";

    public static TheoryData<string> Cases
    {
        get
        {
            string? root = Environment.GetEnvironmentVariable(CorpusCase.Variable);
            return root is null ? new TheoryData<string>("no corpus") : new TheoryData<string>(CorpusCase.Names(root));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void FullJsonIsWhatTheCorpusExpects(string name)
    {
        string? root = Environment.GetEnvironmentVariable(CorpusCase.Variable);
        Assert.SkipWhen(root is null, $"{CorpusCase.Variable} names no folder with traces");
        CorpusCase expected = CorpusCase.Open(root!, name);
        TraceInput input;
        try
        {
            input = TraceInput.Open(expected.Trace, new TraceRequest());
        }
        catch (ToolException)
        {
            Assert.True(expected.Judge != "ok" || expected.IsCtf2, "a sound trace is refused");
            return;
        }

        byte[] written = Write(input);
        if (expected.Judge == "ok")
        {
            Compare(expected, input.Reader, written);
        }
    }

    private static byte[] Write(TraceInput input)
    {
        using var memory = new MemoryStream();
        using (var lines = new LineWriter(memory))
        {
            using var view = new FullJsonView(lines);
            ViewCommand.Write(input, view, new ThreadTable(), long.MaxValue, new ProgressMeter(input.Reader, 1, isEnabled: false));
        }

        return memory.ToArray();
    }

    private static void Compare(CorpusCase expected, TraceReader reader, byte[] written)
    {
        Dictionary<string, string> streamOfFile = StreamsByFile(reader);
        bool isExactClock = reader.Traces.All(static trace => trace.Clocks.All(static clock => clock.Frequency.ToString(null, null) == OneGigahertz));
        var found = new Dictionary<string, Queue<byte[]>>();
        long last = long.MinValue;
        foreach (string line in Encoding.UTF8.GetString(written).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument parsed = JsonDocument.Parse(line);
            string stream = streamOfFile[parsed.RootElement.GetProperty("stream").GetString()!];
            found.TryAdd(stream, new Queue<byte[]>());
            found[stream].Enqueue(Encoding.UTF8.GetBytes(line));
            if (parsed.RootElement.TryGetProperty("ts", out JsonElement time))
            {
                Assert.True(time.GetInt64() >= last, "time falls at " + line);
                last = time.GetInt64();
            }
        }

        foreach (string line in expected.ExpectedEvents())
        {
            using JsonDocument parsed = JsonDocument.Parse(line);
            string stream = streamOfFile[parsed.RootElement.GetProperty("stream").GetString()!];
            Assert.True(found.TryGetValue(stream, out Queue<byte[]>? events) && events.Count > 0, "not written: " + line);
            string? difference = JsonComparison.Difference(line, events!.Dequeue(), isExactClock, compareStream: false);
            Assert.True(difference is null, $"{stream}: {difference}");
        }

        Assert.All(found, static pair => Assert.Empty(pair.Value));
    }

    private static Dictionary<string, string> StreamsByFile(TraceReader reader)
    {
        var streams = new Dictionary<string, string>();
        foreach (TraceStream stream in reader.Streams)
        {
            streams[stream.Path] = stream.Path;
            foreach (TraceEvent item in reader.ItemsOf(stream))
            {
                if (item.Packet is { } packet)
                {
                    streams[packet.File] = stream.Path;
                }
            }
        }

        return streams;
    }
}
