using Tracing.Reader.Tests.Traces;
using Xunit;

namespace Tracing.Reader.Tests.Reading;

/// <summary>Sentences of traces that no generator has checked: what makes no sense is shown as it is, and nothing throws.</summary>
public sealed class SentenceTests
{
    private const int RandomSentences = 300;

    private const string Fields = "int32_t _n; string _user; float64_t _elapsed; enum dotnet_bool _ok; struct dotnet_datetime _at;";

    [Theory]
    [InlineData("{n,-6:000}|", "007   |")]
    [InlineData("{user,6}|{user,-6}|{user,2}|", "   bob|bob   |bob|")]
    [InlineData("{elapsed:0.0} {elapsed:F3} {ok,6}", "2.5 2.500   true")]
    [InlineData("{", "{")]
    [InlineData("}", "}")]
    [InlineData("{{n}}", "{n}")]
    [InlineData("{n", "{n")]
    [InlineData("n}", "n}")]
    [InlineData("{}{:}{,}", "{}{:}{,}")]
    [InlineData("{none:x}", "{none:x}")]
    [InlineData("{n{user}", "{nbob")]
    [InlineData("{n,}{n,x}{n,1.5}{n,999999999999}", "7777")]
    [InlineData("{n:Q}{n:}{n:F999999999}", "777")]
    [InlineData("{user:x}{ok:D}", "bobtrue")]
    [InlineData("{at:yyyy-MM-dd}", "structure")]
    [InlineData("{elapsed:D}{elapsed:X2}", "2.52.5")]
    public void APlaceholderThatMakesNoSenseIsLeftAside(string sentence, string expected) =>
        Assert.Equal(expected.Replace("structure", "0001-01-01", StringComparison.Ordinal), Show(sentence));

    [Fact]
    public void AlignmentHasABound()
    {
        Assert.Equal(new string(' ', 255) + "7", Show("{n,2147483647}"));
        Assert.Equal("7" + new string(' ', 255), Show("{n,-2147483648}"));
    }

    [Fact]
    public void ADateThatIsNoneIsShownAsItsParts() => Assert.Equal(
        "{ticks=-1 kind=unspecified}", Show("{at:yyyy}", ticks: -1));

    [Fact]
    public void NoSentenceThrows()
    {
        string[] pieces = ["{", "}", "{{", "}}", ":", ",", "n", "user", "elapsed", "ok", "at", "none", "-", "9", "99999999999", "x", "0.0", "yyyy", "%", "'", "\u00e9", " ", "F", "D"];
        var random = new Random(11);
        for (int i = 0; i < RandomSentences; i++)
        {
            string sentence = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.NotNull(Show(sentence));
        }
    }

    private static string? Show(string sentence, long ticks = 0)
    {
        byte[] packet = new PacketBytes(10, 20).Event(1, 15).U32(7).Text("bob").U64(BitConverter.DoubleToUInt64Bits(2.5)).U8(1).U64((ulong)ticks).U8(0).Done();
        using TraceFolder trace = new TraceFolder().WithMetadata(SampleMetadata.Prolog + SampleMetadata.Event(1, "p:e", Fields, sentence)).WithStream("c_0", packet);
        string? message = null;
        foreach (TraceEvent item in trace.Open())
        {
            Assert.Equal(TraceItemKind.Event, item.Kind);
            message = item.Message;
            Assert.Equal("p:e " + message, item.ToString());
        }

        return message;
    }
}
