using System.Globalization;

namespace Tracing.Reader.Metadata;

/// <summary>The right side of <c>name = value;</c>.</summary>
/// <param name="Kind">Word, Integer or Text.</param>
/// <param name="Text">The word (dots included) or the string.</param>
/// <param name="Magnitude">An integer without its sign.</param>
/// <param name="IsNegative">Its sign.</param>
/// <param name="Line">Where it stands.</param>
internal readonly record struct AttributeValue(TsdlTokenKind Kind, string Text, ulong Magnitude, bool IsNegative, int Line)
{
    /// <summary>The integer as a 64-bit pattern.</summary>
    public ulong Bits => IsNegative ? 0 - Magnitude : Magnitude;

    /// <summary>The value for a message.</summary>
    public string Describe() => Kind == TsdlTokenKind.Integer
        ? string.Create(CultureInfo.InvariantCulture, $"{(IsNegative ? "-" : "")}{Magnitude}")
        : $"'{Text}'";
}
