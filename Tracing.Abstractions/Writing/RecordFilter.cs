namespace Tracing.Writing;

/// <summary>A filter in its present form: interpreted at first, compiled as soon as that is done.</summary>
internal sealed class RecordFilter(RecordPredicate predicate)
{
    /// <summary>
    /// Asked for each record. Plain accesses: either form gives the same answer, and a reference is not seen before the object that it leads to.
    /// </summary>
    public RecordPredicate Predicate { get; set; } = predicate;
}
