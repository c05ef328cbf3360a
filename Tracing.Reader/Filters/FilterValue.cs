using Tracing.Filters;
using Tracing.Reader.Records;

namespace Tracing.Reader.Filters;

/// <summary>A value while a filter runs over an event.</summary>
internal readonly ref struct FilterValue
{
    private FilterValue(FilterType type, ulong bits, double number, ReadOnlySpan<byte> text, EnumLabels? labels)
    {
        Type = type;
        Bits = bits;
        Number = number;
        Text = text;
        Labels = labels;
    }

    /// <summary>Signed, unsigned, bits, float or text.</summary>
    public FilterType Type { get; }

    /// <summary>An integer's pattern.</summary>
    public ulong Bits { get; }

    /// <summary>A float.</summary>
    public double Number { get; }

    /// <summary>Text in UTF-8.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>The labels that an enumeration's value may have.</summary>
    public EnumLabels? Labels { get; }

    public bool IsText => Type == FilterType.Text;

    public bool IsFloat => Type == FilterType.Float;

    /// <summary>Whether a condition of it holds.</summary>
    public bool IsTrue => IsFloat ? Number != 0 : Bits != 0;

    public static FilterValue Of(bool condition) => new(FilterType.Signed, condition ? 1UL : 0, 0, default, null);

    public static FilterValue Of(FilterType type, ulong bits, EnumLabels? labels = null) => new(type, bits, 0, default, labels);

    public static FilterValue Of(double number) => new(FilterType.Float, 0, number, default, null);

    public static FilterValue Of(ReadOnlySpan<byte> text) => new(FilterType.Text, 0, 0, text, null);

    /// <summary>A number as the nearest float.</summary>
    public double ToDouble() => Type switch
    {
        FilterType.Float => Number,
        FilterType.Unsigned => Bits,
        _ => (long)Bits,
    };
}
