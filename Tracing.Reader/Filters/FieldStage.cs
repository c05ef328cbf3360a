using System.Text;
using Tracing.Filters;
using Tracing.Reader.Records;

namespace Tracing.Reader.Filters;

/// <summary>A field's value.</summary>
/// <param name="place">Where its first step leads.</param>
/// <param name="steps">All steps.</param>
internal sealed class FieldStage(FieldPlace place, FilterStep[] steps) : FilterStage
{
    public override FilterValue Evaluate(in TraceEvent item, ref bool failed)
    {
        FieldList fields = place.Scope switch
        {
            Scope.Payload => item.Fields,
            Scope.SpecificContext => item.SpecificContext,
            Scope.CommonContext => item.CommonContext,
            _ => item.PacketContext,
        };
        FieldValue value = fields[place.Index];
        for (int i = 1; i < steps.Length; i++)
        {
            if (!TryUnwrap(ref value) || !TryStep(ref value, steps[i]))
            {
                failed = true;
                return default;
            }
        }

        if (!TryUnwrap(ref value))
        {
            failed = true;
            return default;
        }

        return ValueOf(value, ref failed);
    }

    private static bool TryUnwrap(ref FieldValue value)
    {
        while (value.Kind == FieldKind.Variant)
        {
            if (value.IsNull)
            {
                return false;
            }

            value = value.Selected;
        }

        return true;
    }

    private static bool TryStep(ref FieldValue value, FilterStep step)
    {
        if (step.Name is null)
        {
            if (value.Kind != FieldKind.Sequence || step.Index >= value.Count)
            {
                return false;
            }

            value = value[step.Index];
            return true;
        }

        int index = value.Kind == FieldKind.Structure ? FieldPlace.Find(value.Node.Children, step.Name) : -1;
        if (index < 0)
        {
            return false;
        }

        value = value[index];
        return true;
    }

    private static FilterValue ValueOf(FieldValue value, ref bool failed)
    {
        if (ClassSchema.IsShownAsText(value.Node))
        {
            // An allocation for each event, as long as only the text form of these types compares.
            return FilterValue.Of(Encoding.UTF8.GetBytes(value.ToString()));
        }

        switch (value.Kind)
        {
            case FieldKind.Signed:
                return FilterValue.Of(FilterType.Signed, value.Bits);
            case FieldKind.Unsigned:
                return FilterValue.Of(FilterType.Unsigned, value.Bits);
            case FieldKind.Enumeration:
                return FilterValue.Of(value.IsSigned ? FilterType.Signed : FilterType.Unsigned, value.Bits, value.Node.Labels);
            case FieldKind.Float:
                return FilterValue.Of(value.AsDouble());
            case FieldKind.Text:
                return FilterValue.Of(value.AsUtf8());
            default:
                if (value.TryGetDecimal(out decimal number))
                {
                    return FilterValue.Of((double)number);
                }

                failed = true;
                return default;
        }
    }
}
