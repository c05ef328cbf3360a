using Tracing.Filters;

namespace Tracing.Runtime.Filters;

/// <summary>The fields that a filter can name in the records of one tracepoint in one channel.</summary>
/// <param name="payload">The tracepoint's fields.</param>
/// <param name="context">The channel's contexts.</param>
/// <param name="filterContext">Contexts that are gathered for the filter alone.</param>
internal sealed class RecordSchema(NamedLayout[] payload, NamedLayout[] context, NamedLayout[] filterContext) : IFilterSchema
{
    /// <inheritdoc/>
    public FilterType TypeOf(FilterField field) => Find(field) is { } path ? TypeOf(path.Target) : FilterType.Missing;

    /// <summary>The way to a field; null if there is none.</summary>
    public FieldPath? Find(FilterField field) => field.IsContext
        ? FieldPathBuilder.Find(RecordPart.Context, context, field.Steps) ?? FieldPathBuilder.Find(RecordPart.FilterContext, filterContext, field.Steps)
        : FieldPathBuilder.Find(RecordPart.Payload, payload, field.Steps);

    private static FilterType TypeOf(FieldLayout layout) => layout switch
    {
        IntegerLayout { Labels: not null } => FilterType.Labelled,
        IntegerLayout { IsSigned: true } => FilterType.Signed,
        IntegerLayout => FilterType.Unsigned,
        FloatLayout or StructLayout { Type: WellKnownType.Decimal } => FilterType.Float,
        TextLayout => FilterType.Text,
        _ => WellKnown(layout) == WellKnownType.None ? FilterType.Compound : FilterType.Text,
    };

    /// <summary>What type of .NET's a layout stands for.</summary>
    public static WellKnownType WellKnown(FieldLayout layout) => layout switch
    {
        StructLayout @struct => @struct.Type,
        ArrayLayout array => array.Type,
        _ => WellKnownType.None,
    };
}
