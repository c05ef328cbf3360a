using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tracing.Control;

/// <summary>Parameters of <see cref="ControlMethods.AddTrigger"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class AddTriggerParams
{
    public required string Session { get; init; }

    /// <summary>As in a configuration file.</summary>
    public required JsonElement Trigger { get; init; }
}

/// <summary>Parameters of <see cref="ControlMethods.RemoveTrigger"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class RemoveTriggerParams
{
    public required string Session { get; init; }

    /// <summary>The trigger's name.</summary>
    public required string Name { get; init; }
}

/// <summary>A session's triggers.</summary>
internal sealed class TriggersResult
{
    /// <summary>In the order in which they were added.</summary>
    public required TriggerEntry[] Triggers { get; init; }
}

/// <summary>A trigger, and what it has done.</summary>
internal sealed class TriggerEntry
{
    public required string Name { get; init; }

    /// <summary>As in a configuration file; null for one that calls code of the application's.</summary>
    public JsonElement? Trigger { get; init; }

    /// <summary>How often its condition held.</summary>
    public required long Matches { get; init; }

    /// <summary>How often it acted.</summary>
    public required long Fired { get; init; }

    /// <summary>How often it did not, since it had acted just before.</summary>
    public required long Suppressed { get; init; }

    /// <summary>How often an action failed.</summary>
    public required long Failed { get; init; }

    /// <summary>Why the latest one failed; null if none did.</summary>
    public string? LastError { get; init; }
}
