using System.Text.Json;
using Xunit;

namespace Tracing.Reader.Tests.Corpus;

/// <summary>
/// Every trace of the corpus that the variable TRACING_CTF_CORPUS names: sound traces give the expected events and losses,
/// unsound ones a problem, and none a crash or a hang. CTF 2 traces are refused with an error that names CTF 2.
/// </summary>
public sealed class CorpusTests
{
    /// <summary>
    /// babeltrace 2 does not compare the packets' uuid with the trace's; we tell, and read on. See docs/reader.md.
    /// </summary>
    private static readonly HashSet<string> s_otherUuid = new(StringComparer.Ordinal)
    {
        "public/babeltrace/intersection-3eventsintersectreverse",
        "public/babeltrace/intersection-onestream",
    };

    /// <summary>
    /// babeltrace 2 leaves out what was discarded before a stream's very first packet was closed; we tell it. See docs/reader.md.
    /// </summary>
    private static readonly Dictionary<string, ulong> s_lostBeforeFirst = new(StringComparer.Ordinal)
    {
        ["handmade/disc-backward"] = 5,
    };

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
    public void EveryTraceIsReadAsTheCorpusSays(string name)
    {
        string? root = Environment.GetEnvironmentVariable(CorpusCase.Variable);
        Assert.SkipWhen(root is null, $"{CorpusCase.Variable} names no folder with traces");
        CorpusCase expected = CorpusCase.Open(root!, name);
        CorpusReading found = CorpusReading.Read(expected.Trace);
        if (expected.IsCtf2)
        {
            Assert.Contains(found.Problems, static problem => problem.Found.Contains("CTF 2", StringComparison.Ordinal));
            return;
        }

        switch (expected.Judge)
        {
            case "ok":
                Assert.All(found.Problems, problem => Assert.True(s_otherUuid.Contains(name) && problem.Expected.Contains("uuid", StringComparison.Ordinal), problem.ToString()));
                Assert.Equal(s_otherUuid.Contains(name), found.Problems.Count > 0);
                Assert.Null(found.StepBack);
                CompareEvents(expected, found);
                if (s_lostBeforeFirst.TryGetValue(name, out ulong count))
                {
                    Assert.Equal(1, found.LostEvents.RemoveAll(loss => loss.Count == count));
                }

                Assert.Equal(expected.LostEvents.Order(s_byCount), found.LostEvents.Order(s_byCount));
                Assert.Equal(expected.LostPackets.Order(s_byCount), found.LostPackets.Order(s_byCount));
                break;
            case "error":
                // Each has one fault, and one fault is told once.
                Assert.Single(found.Problems);
                break;
        }
    }

    private static readonly Comparer<ExpectedLoss> s_byCount = Comparer<ExpectedLoss>.Create(static (a, b) =>
        (a.Count, a.From ?? 0, a.To ?? 0).CompareTo((b.Count, b.From ?? 0, b.To ?? 0)));

    private static void CompareEvents(CorpusCase expected, CorpusReading found)
    {
        var next = new Dictionary<string, int>();
        int total = 0;
        foreach (string line in expected.ExpectedEvents())
        {
            using JsonDocument parsed = JsonDocument.Parse(line);
            string file = parsed.RootElement.GetProperty("stream").GetString()!;
            Assert.True(found.StreamOfFile.TryGetValue(file, out string? stream), $"no stream has the file {file}");
            int index = next.GetValueOrDefault(stream!);
            List<byte[]> events = found.Of(stream!);
            Assert.True(index < events.Count, $"{stream} has only {events.Count} events");
            string? difference = JsonComparison.Difference(line, events[index], found.IsExactClock, compareStream: false);
            Assert.True(difference is null, $"{stream}, event {index}: {difference}");
            next[stream!] = index + 1;
            total++;
        }

        Assert.Equal(total, found.Events.Values.Sum(static events => events.Count));
    }
}
