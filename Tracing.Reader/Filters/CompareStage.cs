using Tracing.Filters;
using Tracing.Reader.Records;

namespace Tracing.Reader.Filters;

/// <summary>A comparison. Integers compare by value, whatever their signs and sizes; text by its bytes.</summary>
internal sealed class CompareStage(FilterOperator @operator, FilterStage left, FilterStage right) : FilterStage
{
    private readonly TextPattern? _leftPattern = (left as ConstantStage)?.Pattern;
    private readonly TextPattern? _rightPattern = (right as ConstantStage)?.Pattern;

    public override FilterValue Evaluate(in TraceEvent item, ref bool failed)
    {
        FilterValue first = left.Evaluate(item, ref failed);
        FilterValue second = right.Evaluate(item, ref failed);
        if (failed)
        {
            return default;
        }

        if (first.IsText != second.IsText)
        {
            bool isFirst = first.IsText;
            EnumLabels? labels = isFirst ? second.Labels : first.Labels;
            if (labels is null || !FilterOperators.IsEquality(@operator))
            {
                failed = true;
                return default;
            }

            bool hasLabel = HasLabel(labels, isFirst ? second.Bits : first.Bits, isFirst ? first.Text : second.Text, isFirst ? _leftPattern : _rightPattern);
            return FilterValue.Of(hasLabel == (@operator == FilterOperator.Equal));
        }

        if (first.IsText)
        {
            return FilterValue.Of(CompareTexts(first.Text, second.Text));
        }

        if (first.IsFloat || second.IsFloat)
        {
            return FilterValue.Of(CompareFloats(first.ToDouble(), second.ToDouble()));
        }

        return FilterValue.Of(Holds(CompareIntegers(first, second)));
    }

    private static bool HasLabel(EnumLabels labels, ulong bits, ReadOnlySpan<byte> text, TextPattern? pattern)
    {
        for (int i = labels.Find(bits, 0); i >= 0; i = labels.Find(bits, i + 1))
        {
            if (pattern?.IsMatch(labels.Utf8(i)) ?? labels.Utf8(i).SequenceEqual(text))
            {
                return true;
            }
        }

        return false;
    }

    private bool CompareTexts(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (_rightPattern is { HasStar: true })
        {
            return _rightPattern.IsMatch(first) == (@operator == FilterOperator.Equal);
        }

        return _leftPattern is { HasStar: true }
            ? _leftPattern.IsMatch(second) == (@operator == FilterOperator.Equal)
            : Holds(first.SequenceCompareTo(second));
    }

    // Not by their order: nothing but "not equal" holds beside a NaN.
    private bool CompareFloats(double first, double second) => @operator switch
    {
        FilterOperator.Equal => first == second,
        FilterOperator.NotEqual => first != second,
        FilterOperator.Less => first < second,
        FilterOperator.LessOrEqual => first <= second,
        FilterOperator.Greater => first > second,
        _ => first >= second,
    };

    private static int CompareIntegers(in FilterValue first, in FilterValue second)
    {
        bool isFirstUnsigned = first.Type == FilterType.Unsigned;
        bool isSecondUnsigned = second.Type == FilterType.Unsigned;
        if (!isFirstUnsigned && !isSecondUnsigned)
        {
            return ((long)first.Bits).CompareTo((long)second.Bits);
        }

        // A negative number is below all unsigned ones; a bit pattern has no sign here.
        return first.Type == FilterType.Signed && (long)first.Bits < 0 ? -1
            : second.Type == FilterType.Signed && (long)second.Bits < 0 ? 1
            : first.Bits.CompareTo(second.Bits);
    }

    private bool Holds(int order) => @operator switch
    {
        FilterOperator.Equal => order == 0,
        FilterOperator.NotEqual => order != 0,
        FilterOperator.Less => order < 0,
        FilterOperator.LessOrEqual => order <= 0,
        FilterOperator.Greater => order > 0,
        _ => order >= 0,
    };
}
