using Tracing.Filters;

namespace Tracing.Reader.Filters;

/// <summary>A part of a filter, bound to the fields of one kind of event.</summary>
internal abstract class FilterStage
{
    /// <summary>Evaluates it.</summary>
    /// <param name="item">The event.</param>
    /// <param name="failed">Set if the event lacks what is needed: a null, an element beyond the end, an option not chosen. Then it does not match.</param>
    public abstract FilterValue Evaluate(in TraceEvent item, ref bool failed);
}

/// <summary>A literal.</summary>
internal sealed class ConstantStage(FilterNode node) : FilterStage
{
    /// <summary>The text literal, with its stars.</summary>
    public TextPattern? Pattern { get; } = (node as FilterText)?.Pattern;

    public override FilterValue Evaluate(in TraceEvent item, ref bool failed) => node switch
    {
        FilterInteger integer => FilterValue.Of(integer.Bits > long.MaxValue ? FilterType.Unsigned : FilterType.Signed, integer.Bits),
        FilterFloat number => FilterValue.Of(number.Value),
        _ => FilterValue.Of(Pattern!.HasStar ? default : Pattern.Text),
    };
}

/// <summary><c>&amp;&amp;</c> and <c>||</c>: the right side counts only where the left does not decide.</summary>
internal sealed class LogicStage(bool isOr, FilterStage left, FilterStage right) : FilterStage
{
    public override FilterValue Evaluate(in TraceEvent item, ref bool failed)
    {
        FilterValue first = left.Evaluate(item, ref failed);
        failed |= first.IsText;
        if (failed || first.IsTrue == isOr)
        {
            return FilterValue.Of(isOr);
        }

        FilterValue second = right.Evaluate(item, ref failed);
        failed |= second.IsText;
        return FilterValue.Of(second.IsTrue);
    }
}

/// <summary>A sign in front of a value.</summary>
internal sealed class UnaryStage(FilterOperator @operator, FilterStage operand) : FilterStage
{
    public override FilterValue Evaluate(in TraceEvent item, ref bool failed)
    {
        FilterValue value = operand.Evaluate(item, ref failed);
        if (value.IsText || (value.IsFloat && @operator == FilterOperator.Complement))
        {
            failed = true;
            return default;
        }

        return @operator switch
        {
            FilterOperator.Not => FilterValue.Of(!value.IsTrue),
            FilterOperator.Complement => FilterValue.Of(FilterType.Bits, ~value.Bits),
            FilterOperator.Minus when value.IsFloat => FilterValue.Of(-value.Number),
            FilterOperator.Minus => FilterValue.Of(FilterType.Signed, unchecked(0 - value.Bits)),
            _ when value.IsFloat => value,
            _ => FilterValue.Of(value.Type, value.Bits),
        };
    }
}

/// <summary>An operation on the bits of two integers.</summary>
internal sealed class BitStage(FilterOperator @operator, FilterStage left, FilterStage right) : FilterStage
{
    private const ulong WordBits = 64;

    public override FilterValue Evaluate(in TraceEvent item, ref bool failed)
    {
        FilterValue first = left.Evaluate(item, ref failed);
        FilterValue second = right.Evaluate(item, ref failed);
        bool isShift = @operator is FilterOperator.ShiftLeft or FilterOperator.ShiftRight;
        if (first.IsText || second.IsText || first.IsFloat || second.IsFloat || (isShift && second.Bits >= WordBits))
        {
            failed = true;
            return default;
        }

        // Shifting right brings in zeros, as LTTng does it.
        ulong a = first.Bits;
        ulong b = second.Bits;
        return FilterValue.Of(FilterType.Bits, @operator switch
        {
            FilterOperator.BitAnd => a & b,
            FilterOperator.BitOr => a | b,
            FilterOperator.BitXor => a ^ b,
            FilterOperator.ShiftLeft => a << (int)b,
            _ => a >> (int)b,
        });
    }
}
