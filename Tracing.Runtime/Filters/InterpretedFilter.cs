namespace Tracing.Runtime.Filters;

/// <summary>A filter that is evaluated as it was bound: where there is no compiler, and until it is done.</summary>
internal sealed class InterpretedFilter(ConditionTerm condition)
{
    /// <summary>See Tracing.Writing.RecordPredicate.</summary>
    public unsafe bool Predicate(byte* payload, byte* context, byte* filterContext)
    {
        bool failed = false;
        return condition.Evaluate(new RecordView(payload, context, filterContext), ref failed) && !failed;
    }
}
