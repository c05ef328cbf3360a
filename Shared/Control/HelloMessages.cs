using System.Text.Json.Serialization;

namespace Tracing.Control;

/// <summary>Parameters of <see cref="ControlMethods.Hello"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed class HelloParams
{
    /// <summary>The version that the client speaks.</summary>
    public required int Protocol { get; init; }
}

/// <summary>Who answers.</summary>
internal sealed class HelloResult
{
    /// <summary>The version that the process speaks.</summary>
    public required int Protocol { get; init; }

    /// <summary>The process's id, in its PID namespace.</summary>
    public required int Pid { get; init; }

    /// <summary>When the process started, in .NET UTC ticks; with the id it names the process for good.</summary>
    public required long StartTicks { get; init; }

    /// <summary>The same as a time.</summary>
    public required DateTime StartTime { get; init; }

    /// <summary>The process's name; the program's, where the shared host runs it.</summary>
    public required string Name { get; init; }

    /// <summary>The command line, as far as it is known.</summary>
    public required string[] Command { get; init; }

    /// <summary>As in <c>.NET 10.0.1</c>; with <c> (NativeAOT)</c> behind it where no JIT compiler is in the process.</summary>
    public required string Runtime { get; init; }

    /// <summary>The version of Tracing.Runtime.</summary>
    public required string Version { get; init; }

    /// <summary>The trace clock that runs: <c>tsc</c>, <c>tsc-relaxed</c>, <c>monotonic</c> or <c>counter</c>. Null while no session was started.</summary>
    public string? Clock { get; init; }

    /// <summary>Where the process's ring files are. Null while it has none.</summary>
    public string? RingFolder { get; init; }
}
