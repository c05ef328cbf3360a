namespace Tracing.Runtime.OwnEvents;

/// <summary>An event that the tracer itself records. Immutable.</summary>
/// <param name="Name">The event's name, <c>provider:name</c>.</param>
/// <param name="Level">How severe or detailed it is.</param>
/// <param name="Fields">Its fields as TSDL declarations, one a line, in the order in which <see cref="OwnPacket"/> gets them.</param>
internal sealed record OwnEventClass(string Name, TracepointLevel Level, string Fields);
