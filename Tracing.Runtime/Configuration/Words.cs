using Tracing.Runtime.Clock;

namespace Tracing.Runtime.Configuration;

/// <summary>The words of all choices.</summary>
internal static class Words
{
    public static readonly WordTable<BufferMode> Modes = new(
        "a mode", ("discard", BufferMode.Discard), ("overwrite", BufferMode.Overwrite), ("block", BufferMode.Block));

    public static readonly WordTable<BufferScope> Scopes = new("a scope", ("thread", BufferScope.Thread), ("cpu", BufferScope.Cpu));

    public static readonly WordTable<ClockKind> Clocks = new("a clock", [.. Enum.GetValues<ClockKind>().Select(static kind => (ClockKinds.NameOf(kind), kind))]);

    public static readonly WordTable<TracepointLevel> Levels = AsInCode<TracepointLevel>("a level");

    public static readonly WordTable<TriggerCounter> Counters = AsInCode<TriggerCounter>("a counter");

    public static readonly WordTable<ActionKind> Actions = AsInCode<ActionKind>("an action");

    /// <summary>The names in code, with a small letter first.</summary>
    private static WordTable<T> AsInCode<T>(string what)
        where T : struct, Enum => new(what, [.. Enum.GetValues<T>().Select(static value => (Word(value.ToString()), value))]);

    private static string Word(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
