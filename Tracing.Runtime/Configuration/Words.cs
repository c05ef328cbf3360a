using Tracing.Runtime.Clock;

namespace Tracing.Runtime.Configuration;

/// <summary>The words of all choices.</summary>
internal static class Words
{
    public static readonly WordTable<BufferMode> Modes = new(
        "a mode", ("discard", BufferMode.Discard), ("overwrite", BufferMode.Overwrite), ("block", BufferMode.Block));

    public static readonly WordTable<BufferScope> Scopes = new("a scope", ("thread", BufferScope.Thread), ("cpu", BufferScope.Cpu));

    public static readonly WordTable<ClockKind> Clocks = new("a clock", [.. Enum.GetValues<ClockKind>().Select(static kind => (ClockKinds.NameOf(kind), kind))]);

    /// <summary>As in code, with a small letter first.</summary>
    public static readonly WordTable<TracepointLevel> Levels = new(
        "a level", [.. Enum.GetValues<TracepointLevel>().Select(static level => (char.ToLowerInvariant(level.ToString()[0]) + level.ToString()[1..], level))]);
}
