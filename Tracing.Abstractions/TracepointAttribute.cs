namespace Tracing;

/// <summary>
/// Makes a <c>static partial void</c> method without a body a tracepoint. Its name is the event's, its parameters are
/// the event's fields. A call costs one compare and one jump while nobody records it.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class TracepointAttribute : Attribute
{
    /// <summary>How severe or detailed the event is; event rules choose by it.</summary>
    public TracepointLevel Level { get; set; } = TracepointLevel.Info;

    /// <summary>The second half of the event's name where it is to differ from the method's. No <c>:</c>, no <c>*</c>.</summary>
    public string? Name { get; set; }
}
