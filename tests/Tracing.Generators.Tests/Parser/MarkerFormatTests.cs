using Tracing.Generators.Parsing;

namespace Tracing.Generators.Tests.Parser;

public class MarkerFormatTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("no placeholder", "")]
    [InlineData("{a}", "a")]
    [InlineData("{a} and {b}", "a b")]
    [InlineData("{a,8:0.0}{b:x}{c,-3}", "a b c")]
    [InlineData("{{a}} {{{b}}}", "b")]
    [InlineData("{ a }", "a")]
    public void PlaceholdersAreFound(string format, string names)
    {
        var found = new List<string>();

        Assert.Null(MarkerFormat.Read(format, found));
        Assert.Equal(names, string.Join(" ", found));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{a")]
    [InlineData("a}")]
    [InlineData("{a{b}}")]
    [InlineData("{}")]
    [InlineData("{,8}")]
    [InlineData("{{}")]
    public void UnbalancedBracesAreFound(string format) => Assert.NotNull(MarkerFormat.Read(format, []));
}
