using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tracing.Control;

/// <summary>Parameters of <see cref="ControlMethods.TakeConsumer"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class TakeConsumerParams
{
    /// <summary>The session; it must be started.</summary>
    public required string Session { get; init; }

    /// <summary>A duration, as in <c>5s</c>: how long the client is believed to live after this and each <see cref="ControlMethods.RenewConsumer"/>.</summary>
    public required JsonElement Lease { get; init; }

    /// <summary>The folder that the client drains to, as the process sees it, so that it can complete the trace if the client dies; null where it does not see it.</summary>
    public string? Folder { get; init; }
}

/// <summary>What who drains a session needs to know.</summary>
internal sealed class TakenConsumerResult
{
    /// <summary>The folder with the process's rings.</summary>
    public required string Folder { get; init; }

    /// <summary>The trace's id, 32 hexadecimal digits, by which the session's files are called.</summary>
    public required string TraceId { get; init; }

    /// <summary>The term of the rings in which the client may drain them.</summary>
    public required int Term { get; init; }
}
