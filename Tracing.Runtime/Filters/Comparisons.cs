using System.Text;
using Tracing.Filters;

namespace Tracing.Runtime.Filters;

/// <summary>What the signs of comparisons mean.</summary>
internal static class Comparisons
{
    /// <summary>Whether one holds for two values in this order: negative, 0 or positive.</summary>
    public static bool Holds(FilterOperator @operator, int order) => @operator switch
    {
        FilterOperator.Equal => order == 0,
        FilterOperator.NotEqual => order != 0,
        FilterOperator.Less => order < 0,
        FilterOperator.LessOrEqual => order <= 0,
        FilterOperator.Greater => order > 0,
        _ => order >= 0,
    };

    /// <summary>Whether one holds for two floats: not by an order, since a NaN has none.</summary>
    public static bool Holds(FilterOperator @operator, double left, double right) => @operator switch
    {
        FilterOperator.Equal => left == right,
        FilterOperator.NotEqual => left != right,
        FilterOperator.Less => left < right,
        FilterOperator.LessOrEqual => left <= right,
        FilterOperator.Greater => left > right,
        _ => left >= right,
    };
}

/// <summary>The labels of an enumeration, to be looked up by value and text.</summary>
internal sealed class LabelTable(FieldLabel[] labels)
{
    private readonly (ulong Bits, byte[] Utf8)[] _labels = [.. labels.Select(static label => (label.Bits, Encoding.UTF8.GetBytes(label.Name)))];

    /// <summary>Whether a value has a label.</summary>
    public bool Has(ulong bits, ReadOnlySpan<byte> text)
    {
        foreach ((ulong value, byte[] name) in _labels)
        {
            if (value == bits && text.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The values with a label that a literal stands for.</summary>
    public ulong[] Matching(TextPattern pattern) => [.. from label in _labels where pattern.IsMatch(label.Utf8) select label.Bits];
}
