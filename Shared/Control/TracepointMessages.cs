using System.Text.Json.Serialization;

namespace Tracing.Control;

/// <summary>Parameters of <see cref="ControlMethods.Tracepoints"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class TracepointsParams
{
    /// <summary>Which; <c>*</c> and <c>?</c> stand for other characters. Null for all.</summary>
    public string? Pattern { get; init; }

    /// <summary>How many at the most, and never more than <see cref="ControlProtocol.MaxTracepoints"/>.</summary>
    public int? Limit { get; init; }

    /// <summary>How many are left out at the beginning.</summary>
    public int? Skip { get; init; }
}

/// <summary>Some tracepoints of the process.</summary>
internal sealed class TracepointsResult
{
    /// <summary>In the order in which their providers registered.</summary>
    public required TracepointEntry[] Tracepoints { get; init; }

    /// <summary>How many match, with those that are left out.</summary>
    public required int Total { get; init; }

    /// <summary>Where none matches: names like the pattern.</summary>
    public string[]? Near { get; init; }
}

/// <summary>A tracepoint.</summary>
internal sealed class TracepointEntry
{
    /// <summary><c>provider:name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The level's name in lower case.</summary>
    public required string Level { get; init; }

    /// <summary>A marker's sentence with its placeholders; null for a plain tracepoint.</summary>
    public string? Message { get; init; }

    /// <summary>In their order.</summary>
    public required FieldEntry[] Fields { get; init; }

    /// <summary>The file that declares it, if that is known.</summary>
    public string? File { get; init; }

    /// <summary>The line, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>The channels that record it now.</summary>
    public required RecorderEntry[] Recorders { get; init; }

    /// <summary>How many handlers of the application's are attached.</summary>
    public required int Probes { get; init; }

    /// <summary>How many events it has emitted since they are counted; null when they are not.</summary>
    public long? Hits { get; init; }
}

/// <summary>A field of a tracepoint.</summary>
internal sealed class FieldEntry
{
    public required string Name { get; init; }

    /// <summary>As in the trace's metadata; <c>[]</c> behind it for sequences, <c>?</c> for what may be null.</summary>
    public required string Type { get; init; }
}

/// <summary>A channel that records a tracepoint.</summary>
internal sealed class RecorderEntry
{
    public required string Session { get; init; }

    public required string Channel { get; init; }
}

/// <summary>Parameters of <see cref="ControlMethods.Count"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class CountParams
{
    /// <summary>Whose events are counted from now on, for this connection; none ends the counting.</summary>
    public required string[] Patterns { get; init; }
}

/// <summary>How many tracepoints patterns match now.</summary>
internal sealed class MatchedResult
{
    public required int Matched { get; init; }

    /// <summary>Where a pattern matches none: names like it.</summary>
    public string[]? Near { get; init; }
}

/// <summary>The names of contexts.</summary>
internal sealed class ContextsResult
{
    /// <summary>All that <see cref="ControlMethods.AddContext"/> takes.</summary>
    public required string[] Contexts { get; init; }
}
