using Tracing.Generators.Parsing;

namespace Tracing.Generators.Tests.Parser;

public class MarkerFormatTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("no placeholder", "")]
    [InlineData("{a}", "a")]
    [InlineData("{a} and {b}", "a b")]
    [InlineData("{a,8:0.0}{b:x}{c,-3}", "a:0.0 b:x c")]
    [InlineData("{a, 8 }{b,+3}{c,0}{d,-256}", "a b c d")]
    [InlineData("{{a}} {{{b}}}", "b")]
    [InlineData("{ a }", "a")]
    [InlineData("{a:hh\\:mm,}", "a:hh\\:mm,")]
    public void PlaceholdersAreFound(string format, string names)
    {
        var found = new List<Placeholder>();

        Assert.Null(MarkerFormat.Read(format, found));
        Assert.Equal(names, string.Join(" ", found.Select(static one => one.Specifier is null ? one.Name : $"{one.Name}:{one.Specifier}")));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{a")]
    [InlineData("a}")]
    [InlineData("{a{b}}")]
    [InlineData("{}")]
    [InlineData("{,8}")]
    [InlineData("{:x}")]
    [InlineData("{{}")]
    public void UnbalancedBracesAreFound(string format) => Assert.NotNull(MarkerFormat.Read(format, []));

    [Theory]
    [InlineData("{a,}")]
    [InlineData("{a,x}")]
    [InlineData("{a,1.5}")]
    [InlineData("{a,8,8}")]
    [InlineData("{a,257}")]
    [InlineData("{a,-257}")]
    [InlineData("{a,99999999999}")]
    public void AlignmentsThatAreNoneAreFound(string format) => Assert.Contains("the alignment", MarkerFormat.Read(format, []), StringComparison.Ordinal);
}
