namespace Tracing;

/// <summary>
/// On a method of a provider class: it tells what is the case, by calling tracepoints of the provider, since events only tell what changes. A session that
/// records any of the provider's tracepoints calls it when it starts, when its trace goes on in another chunk, before a snapshot, and when it is asked to.
/// </summary>
/// <remarks>
/// The method is static, takes nothing and returns nothing. It runs on any thread, several at the same time if several sessions ask, and under no lock of
/// the tracer's. It may emit as much as it has to tell: when a ring is full it waits until that is written. What it throws is
/// reported, and recorded as the event <c>statedump:fault</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class StatedumpAttribute : Attribute
{
}
