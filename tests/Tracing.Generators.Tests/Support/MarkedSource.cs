using Microsoft.CodeAnalysis.Text;

namespace Tracing.Generators.Tests.Support;

/// <summary>Source with a place in it between <c>[|</c> and <c>|]</c>.</summary>
internal static class MarkedSource
{
    public static (string Plain, TextSpan Place) Read(string source)
    {
        int start = source.IndexOf("[|", StringComparison.Ordinal);
        int end = source.IndexOf("|]", StringComparison.Ordinal) - 2;
        return (source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal), TextSpan.FromBounds(start, end));
    }
}
