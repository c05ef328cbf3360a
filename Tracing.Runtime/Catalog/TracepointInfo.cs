namespace Tracing.Runtime;

/// <summary>A tracepoint of this process and what becomes of its events, as of the moment when it was asked for.</summary>
/// <param name="Name">The event's name: <c>provider:name</c>.</param>
/// <param name="Id">A number that no other tracepoint of this process has or had.</param>
/// <param name="Level">How severe or detailed its events are.</param>
/// <param name="Fields">Its fields, in their order.</param>
/// <param name="Format">A marker's sentence with its placeholders; null for a plain tracepoint.</param>
/// <param name="SourceFile">The file that declares it: relative to its project, or without a folder if it lies outside. Null when unknown.</param>
/// <param name="SourceLine">The line of its declaration, from 1; 0 when unknown.</param>
/// <param name="Recorders">The channels that record it now; none of a session that does not run.</param>
/// <param name="AttachedProbes">How many handlers of the application's are attached to it.</param>
/// <param name="Hits">How many events it has emitted since they are counted (<see cref="TracepointCatalog.CountHits"/>); null when they are not.</param>
public sealed record TracepointInfo(
    string Name,
    int Id,
    TracepointLevel Level,
    IReadOnlyList<TracepointField> Fields,
    string? Format,
    string? SourceFile,
    int SourceLine,
    IReadOnlyList<TraceChannel> Recorders,
    int AttachedProbes,
    long? Hits)
{
    /// <summary>How many triggers wait for its events.</summary>
    public int Triggers { get; init; }

    /// <summary>Whether anybody listens: a channel, a handler, a trigger, or a count.</summary>
    public bool IsEnabled => Recorders.Count > 0 || AttachedProbes > 0 || Triggers > 0 || Hits is not null;
}

/// <summary>A field of a tracepoint.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Type">Its type in the trace's metadata (TSDL); <c>[]</c> behind it for sequences, <c>?</c> for what may be null.</param>
public sealed record TracepointField(string Name, string Type);
