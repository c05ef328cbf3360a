namespace Tracing.Runtime.Filters;

/// <summary>Parts of a record, serialized and not yet committed.</summary>
internal enum RecordPart
{
    /// <summary>The fields.</summary>
    Payload,

    /// <summary>The channel's contexts.</summary>
    Context,

    /// <summary>Contexts that the filter names and the channel does not record.</summary>
    FilterContext,
}

/// <summary>Where the parts of a record begin.</summary>
internal readonly unsafe struct RecordView(byte* payload, byte* context, byte* filterContext)
{
    /// <summary>The first byte of a part.</summary>
    public byte* Begin(RecordPart part) => part switch
    {
        RecordPart.Payload => payload,
        RecordPart.Context => context,
        _ => filterContext,
    };
}
