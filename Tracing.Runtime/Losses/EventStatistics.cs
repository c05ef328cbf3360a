namespace Tracing.Runtime;

/// <summary>What one event type has lost in a channel.</summary>
/// <param name="Name">The event's name, <c>provider:name</c>.</param>
/// <param name="Losses">Events lost. Not those that were recorded and lost then, overwritten or unwritten: which they were is not known without decoding them.</param>
public sealed record EventStatistics(string Name, LossCounts Losses);
