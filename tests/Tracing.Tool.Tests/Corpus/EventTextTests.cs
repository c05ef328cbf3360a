using System.Buffers;
using System.Text;
using Tracing.Reader;
using Tracing.Reader.Tests.Corpus;
using Tracing.Tool.Output;
using Xunit;

namespace Tracing.Tool.Tests.Corpus;

/// <summary>The tool's quick way to write an event gives the reader's text, for every event of the corpus.</summary>
public sealed class EventTextTests
{
    public static TheoryData<string> Cases => FullJsonTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheQuickTextIsTheReadersText(string name)
    {
        string? root = Environment.GetEnvironmentVariable(CorpusCase.Variable);
        Assert.SkipWhen(root is null, $"{CorpusCase.Variable} names no folder with traces");
        TraceReader reader;
        try
        {
            reader = TraceReader.Open(CorpusCase.Open(root!, name).Trace);
        }
        catch (TraceFormatException)
        {
            return;
        }

        var expected = new ArrayBufferWriter<byte>();
        using var memory = new MemoryStream();
        using (var lines = new LineWriter(memory))
        {
            var text = new EventText();
            foreach (TraceEvent item in reader)
            {
                if (item.Kind == TraceItemKind.Event)
                {
                    text.Write(item, lines);
                    lines.EndLine();
                    item.WriteText(expected);
                    expected.Write("\n"u8);
                }
            }
        }

        Assert.Equal(Encoding.UTF8.GetString(expected.WrittenSpan), Encoding.UTF8.GetString(memory.ToArray()));
    }
}
