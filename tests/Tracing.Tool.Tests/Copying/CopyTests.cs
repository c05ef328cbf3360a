using System.Text;
using System.Text.Json;
using Tracing.Reader;
using Tracing.Reader.Tests.Corpus;
using Xunit;

namespace Tracing.Tool.Tests.Copying;

/// <summary>A copy of any sound trace of the corpus, whole or with some of its events, reads like the original.</summary>
public sealed class CopyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tracectl-copy-").FullName;

    /// <summary>Its events have no time of their own, and its packets no begin: they have the end of the packet before, which may be left out.</summary>
    private const string BorrowedTimes = "public/barectf/counter-clock-dst-packet-features-end-ts-multi";

    public static TheoryData<string> Cases => Corpus.FullJsonTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void ACopyHasTheSameEvents(string name)
    {
        string? root = Environment.GetEnvironmentVariable(CorpusCase.Variable);
        Assert.SkipWhen(root is null, $"{CorpusCase.Variable} names no folder with traces");
        CorpusCase original = CorpusCase.Open(root!, name);
        if (original.Judge != "ok" || original.IsCtf2)
        {
            return;
        }

        foreach (int each in name == BorrowedTimes ? (int[])[1] : [1, 3, 7])
        {
            TraceReader reader = TraceReader.Open(original.Trace);
            string copied = Path.Combine(_folder, $"each{each}");
            int number = 0;
            TraceCopy copy;
            try
            {
                copy = reader.CopyTo(copied, (in TraceEvent _) => number++ % each == 0);
            }
            catch (TraceFormatException exception) when (exception.Problem.Expected.Contains("packet", StringComparison.Ordinal))
            {
                // Told: packets that cannot be made anew. None of the recorded traces is of these.
                Assert.DoesNotContain("lttng/", name, StringComparison.Ordinal);
                continue;
            }

            List<string> expected = [];
            number = 0;
            foreach (TraceStream stream in reader.Streams)
            {
                expected.AddRange(Lines(reader.ItemsOf(stream), _ => number++ % each == 0));
            }

            List<string> found = [];
            if (copy.Events > 0)
            {
                TraceReader again = TraceReader.Open(copied);
                foreach (TraceStream stream in again.Streams)
                {
                    found.AddRange(Lines(again.ItemsOf(stream), static _ => true));
                }
            }

            Assert.Equal(expected.Count, copy.Events);
            Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static List<string> Lines(TraceReader.StreamItems items, Func<int, bool> isWanted)
    {
        var lines = new List<string>();
        foreach (TraceEvent item in items)
        {
            Assert.True(item.Kind != TraceItemKind.Problem || item.Problem!.Expected.Contains("uuid", StringComparison.Ordinal), item.ToString());
            if (item.Kind == TraceItemKind.Event && isWanted(0))
            {
                using var memory = new MemoryStream();
                using (var json = new Utf8JsonWriter(memory))
                {
                    item.WriteJson(json);
                }

                lines.Add(Encoding.UTF8.GetString(memory.ToArray()));
            }
        }

        return lines;
    }
}
