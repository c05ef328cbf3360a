using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tracing.Control;

/// <summary>Parameters of methods that take a session's name and nothing else.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class SessionParams
{
    /// <summary>The session's name.</summary>
    public required string Session { get; init; }
}

/// <summary>Parameters of methods that are about one session or all of them.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class OptionalSessionParams
{
    /// <summary>The session's name; null for all.</summary>
    public string? Session { get; init; }
}

/// <summary>Parameters of <see cref="ControlMethods.CreateSession"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class CreateSessionParams
{
    /// <summary>As in a configuration file.</summary>
    public required JsonElement Session { get; init; }

    /// <summary>Whether a client is to drain it (<see cref="ControlMethods.TakeConsumer"/>), so that it needs no output, and ends when no client does.</summary>
    public bool? Outside { get; init; }

    /// <summary>Whether it is destroyed when this connection ends.</summary>
    public bool? WhileConnected { get; init; }
}

/// <summary>A configuration, as parameter of <see cref="ControlMethods.LoadSession"/> and as result of <see cref="ControlMethods.SaveSession"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class ConfigurationMessage
{
    /// <summary>As a configuration file has it.</summary>
    public required JsonElement Configuration { get; init; }
}

/// <summary>Parameters of <see cref="ControlMethods.AddChannel"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class AddChannelParams
{
    public required string Session { get; init; }

    /// <summary>As in a configuration file.</summary>
    public required JsonElement Channel { get; init; }
}

/// <summary>Parameters of <see cref="ControlMethods.AddContext"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class AddContextParams
{
    public required string Session { get; init; }

    public required string Channel { get; init; }

    public required string Context { get; init; }
}

/// <summary>Parameters of <see cref="ControlMethods.EnableRule"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class EnableRuleParams
{
    public required string Session { get; init; }

    /// <summary>Null for the channel that the session makes by itself when it is first needed.</summary>
    public string? Channel { get; init; }

    /// <summary>As in a configuration file.</summary>
    public required JsonElement Rule { get; init; }
}

/// <summary>Parameters of <see cref="ControlMethods.DisableRule"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class DisableRuleParams
{
    public required string Session { get; init; }

    /// <summary>Null for all channels.</summary>
    public string? Channel { get; init; }

    /// <summary>A pattern.</summary>
    public required string Events { get; init; }
}

/// <summary>Parameters of <see cref="ControlMethods.AddOutput"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class AddOutputParams
{
    public required string Session { get; init; }

    /// <summary>An absolute path.</summary>
    public required string Folder { get; init; }
}

/// <summary>Parameters of <see cref="ControlMethods.Snapshot"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class SnapshotParams
{
    public required string Session { get; init; }

    /// <summary>An absolute path.</summary>
    public required string Folder { get; init; }

    /// <summary>A duration, as in <c>5s</c>.</summary>
    public JsonElement? MaxAge { get; init; }

    /// <summary>A number of bytes, or text as in <c>64MiB</c>.</summary>
    public JsonElement? MaxBytes { get; init; }
}

/// <summary>Parameters of <see cref="ControlMethods.Statedump"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class StatedumpParams
{
    public required string Session { get; init; }

    /// <summary>Whether the environment variables are told too; null: as the session's options say.</summary>
    public bool? Environment { get; init; }
}

/// <summary>A folder that a method wrote.</summary>
internal sealed class FolderResult
{
    /// <summary>An absolute path.</summary>
    public required string Folder { get; init; }

    /// <summary>Bytes of the files in it.</summary>
    public long Bytes { get; init; }
}

/// <summary>The session that a method made or changed.</summary>
internal sealed class SessionResult
{
    public required SessionEntry Session { get; init; }
}

/// <summary>The channel that a method made.</summary>
internal sealed class ChannelResult
{
    public required ChannelEntry Channel { get; init; }
}

/// <summary>What a session has counted.</summary>
internal sealed class StatisticsResult
{
    public required StatisticsEntry Statistics { get; init; }
}

/// <summary>Names of sessions that a method made.</summary>
internal sealed class SessionNamesResult
{
    public required string[] Sessions { get; init; }
}

/// <summary>No parameters, or nothing to tell.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class EmptyMessage
{
}
