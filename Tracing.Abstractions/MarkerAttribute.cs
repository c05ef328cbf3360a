namespace Tracing;

/// <summary>
/// A tracepoint with a sentence: like <see cref="TracepointAttribute"/>, and readers show the format string with the
/// fields filled in. The string goes to the trace's metadata once; the arguments stay binary and typed in the event.
/// </summary>
/// <param name="format">
/// The sentence, with each parameter in braces: <c>"user {user} logged in from {address}"</c>. Alignment and format
/// specifiers (<c>{elapsed,8:0.0}</c>) are kept for the reader; <c>{{</c> and <c>}}</c> stand for the braces themselves.
/// </param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class MarkerAttribute(string format) : Attribute
{
    /// <summary>The sentence with its placeholders.</summary>
    public string Format { get; } = format;

    /// <summary>How severe or detailed the event is; event rules choose by it.</summary>
    public TracepointLevel Level { get; set; } = TracepointLevel.Info;

    /// <summary>The second half of the event's name where it is to differ from the method's. No <c>:</c>, no <c>*</c>.</summary>
    public string? Name { get; set; }
}
