using System.Text.Json;
using Tracing.Tool.Tests.Support;
using Xunit;

namespace Tracing.Tool.Tests.Commands;

/// <summary>What other programs get: 2 threads with 10 requests each, which are spans, and a queue's depth, which is a counter.</summary>
public sealed class ExportTests : IClassFixture<ExportTests.Requests>
{
    private const int Spans = 20;

    private readonly Recording _recording;

    public ExportTests(Requests requests) => _recording = requests.Recording;

    [Fact]
    public void CsvHasAColumnForEachField()
    {
        string[] lines = Export("--format", "csv").Lines;
        Assert.StartsWith("time,ts,name,pid,tid,thread,", lines[0], StringComparison.Ordinal);
        Assert.Equal(["depth", "path", "queue", "request", "status"], lines[0].Split(',')[6..].Order(StringComparer.Ordinal));
        Assert.Equal(1 + (3 * Spans), lines.Length);
        Assert.All(lines, line => Assert.Equal(lines[0].Count(static c => c == ','), line.Count(static c => c == ',')));
        Assert.Contains(",test:RequestBegin,", lines[1], StringComparison.Ordinal);
        Assert.Contains("/health", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void CsvQuotesWhatWouldBreakIt()
    {
        using Recording recording = Recording.Of(static _ => TestTrace.RequestBegin(1, "a,\"b\"\nc"), "t");
        Assert.Contains("\"a,\"\"b\"\"\nc\"", Tracectl.Run("export", recording.Folder, "--format", "csv").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ChromeHasNamedThreadsSpansAndCounters()
    {
        using JsonDocument json = JsonDocument.Parse(Export("--format", "chrome", "--span", "RequestBegin:RequestEnd", "--counter", "QueueDepth@depth").Output);
        ILookup<string, JsonElement> events = json.RootElement.GetProperty("traceEvents").EnumerateArray().ToLookup(static e => e.GetProperty("ph").GetString()!);
        Assert.Equal((Spans, Spans, Spans), (events["B"].Count(), events["E"].Count(), events["C"].Count()));
        Assert.Equal(
            ["worker one", "worker two"],
            events["M"].Where(static e => e.GetProperty("name").GetString() == "thread_name").Select(static e => e.GetProperty("args").GetProperty("name").GetString()));
        Assert.Equal(1, events["C"].First().GetProperty("args").GetProperty("value").GetDouble());
        Assert.Equal(0, events["B"].First().GetProperty("ts").GetDouble());
    }

    [Fact]
    public void ChromeTellsSpansWithAKeyApartByIt()
    {
        using JsonDocument json = JsonDocument.Parse(Export("--format", "chrome").Output);
        JsonElement[] begins = [.. json.RootElement.GetProperty("traceEvents").EnumerateArray().Where(static e => e.GetProperty("ph").GetString() == "b")];
        Assert.Equal(Spans, begins.Length);
        Assert.Equal("test:Request 1", begins[0].GetProperty("id").GetString());
        using JsonDocument instants = JsonDocument.Parse(Export("--format", "chrome", "--no-spans").Output);
        Assert.Equal(3 * Spans, instants.RootElement.GetProperty("traceEvents").EnumerateArray().Count(static e => e.GetProperty("ph").GetString() == "i"));
    }

    [Fact]
    public void PerfettoHasAPacketForEachTrackAndEvent()
    {
        string file = _recording.Beside("out.pftrace");
        Assert.Equal(0, Export("--format", "perfetto", "--span", "RequestBegin:RequestEnd@request", "--counter", "QueueDepth", "-o", file).ExitCode);
        var types = new Dictionary<ulong, int>();
        int tracks = 0;
        foreach ((int field, ulong _, byte[] packet) in WireFormat.Read(File.ReadAllBytes(file)))
        {
            Assert.Equal(1, field);
            foreach ((int part, ulong _, byte[] content) in WireFormat.Read(packet))
            {
                tracks += part == 60 ? 1 : 0;
                if (part == 11)
                {
                    ulong type = WireFormat.Read(content).Single(static member => member.Field == 9).Number;
                    types[type] = types.GetValueOrDefault(type) + 1;
                }
            }
        }

        // The threads run one after the other and so do their requests: one track is enough for all spans.
        Assert.Equal(1 + 2 + 1 + 1, tracks);
        Assert.Equal([(1UL, Spans), (2UL, Spans), (4UL, Spans)], types.Order(s_byKey).Select(static pair => (pair.Key, pair.Value)));
    }

    private static readonly Comparer<KeyValuePair<ulong, int>> s_byKey = Comparer<KeyValuePair<ulong, int>>.Create(static (a, b) => a.Key.CompareTo(b.Key));

    private Tracectl Export(params string[] arguments) =>
        Tracectl.Run(["export", _recording.Folder, "-e", "*:Request*", "-e", "*:QueueDepth", .. arguments]);

    /// <summary>Takes protobuf's wire format apart.</summary>
    private static class WireFormat
    {
        public static List<(int Field, ulong Number, byte[] Content)> Read(byte[] bytes)
        {
            var members = new List<(int, ulong, byte[])>();
            for (int at = 0; at < bytes.Length;)
            {
                ulong key = Varint(bytes, ref at);
                switch (key & 7)
                {
                    case 0:
                        members.Add(((int)(key >> 3), Varint(bytes, ref at), []));
                        break;
                    case 1:
                        members.Add(((int)(key >> 3), BitConverter.ToUInt64(bytes, at), []));
                        at += 8;
                        break;
                    case 2:
                        int length = (int)Varint(bytes, ref at);
                        members.Add(((int)(key >> 3), 0, bytes[at..(at + length)]));
                        at += length;
                        break;
                    default:
                        throw new FormatException($"wire type {key & 7} at {at} in {Convert.ToHexString(bytes)}");
                }
            }

            return members;
        }

        private static ulong Varint(byte[] bytes, ref int at)
        {
            ulong value = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte next = bytes[at++];
                value |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                {
                    return value;
                }
            }
        }
    }

    /// <summary>The trace, recorded once.</summary>
    public sealed class Requests : IDisposable
    {
        internal Recording Recording { get; } = Recording.OfRequests(10);

        public void Dispose() => Recording.Dispose();
    }
}
