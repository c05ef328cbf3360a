using Tracing.Tool.Reading;

namespace Tracing.Tool.Analysis;

/// <summary>From a begin to its end.</summary>
/// <param name="Rule">Which rule's, by its place.</param>
/// <param name="Key">What paired them.</param>
/// <param name="Begin">ns.</param>
/// <param name="End">ns.</param>
/// <param name="Thread">The begin's thread.</param>
/// <param name="EndThread">The end's.</param>
internal readonly record struct Span(int Rule, SpanKey Key, long Begin, long End, TraceThread Thread, TraceThread EndThread)
{
    /// <summary>ns.</summary>
    public long Duration => End - Begin;
}
