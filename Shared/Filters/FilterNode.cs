namespace Tracing.Filters;

/// <summary>A part of a filter expression.</summary>
/// <param name="Start">Where it begins in the expression.</param>
/// <param name="Length">Its length there.</param>
internal abstract record FilterNode(int Start, int Length);

/// <summary>An integer's 64-bit pattern; above <see cref="long.MaxValue"/> it is unsigned.</summary>
internal sealed record FilterInteger(int Start, int Length, ulong Bits) : FilterNode(Start, Length);

/// <summary>A floating-point number.</summary>
internal sealed record FilterFloat(int Start, int Length, double Value) : FilterNode(Start, Length);

/// <summary>Text, or a pattern of it.</summary>
internal sealed record FilterText(int Start, int Length, TextPattern Pattern) : FilterNode(Start, Length);

/// <summary>
/// A field of the event or, after <c>$ctx.</c>, of its contexts: the name, then what leads into its value, names of fields
/// and places in arrays.
/// </summary>
internal sealed record FilterField(int Start, int Length, bool IsContext, FilterStep[] Steps) : FilterNode(Start, Length)
{
    /// <summary>As it was written.</summary>
    public override string ToString()
    {
        string path = Steps[0].Name!;
        for (int i = 1; i < Steps.Length; i++)
        {
            path += Steps[i].Name is string name ? "." + name : $"[{Steps[i].Index}]";
        }

        return IsContext ? "$ctx." + path : path;
    }
}

/// <summary>A step on the way to a field.</summary>
/// <param name="Name">The name of a field, or null for an element.</param>
/// <param name="Index">The element's place, from 0.</param>
internal readonly record struct FilterStep(string? Name, int Index);

/// <summary>An operator with one operand.</summary>
internal sealed record FilterUnary(int Start, int Length, FilterOperator Operator, FilterNode Operand) : FilterNode(Start, Length);

/// <summary>An operator with two.</summary>
internal sealed record FilterBinary(int Start, int Length, FilterOperator Operator, FilterNode Left, FilterNode Right) : FilterNode(Start, Length);
