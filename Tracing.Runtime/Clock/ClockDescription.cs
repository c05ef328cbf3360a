using Tracing.Writing;

namespace Tracing.Runtime.Clock;

/// <summary>The trace clock as the metadata of a trace describes it. Immutable.</summary>
internal sealed class ClockDescription
{
    private ClockDescription(ClockKind kind, string name, string text, Guid uuid, bool isAbsolute, long offsetNs)
    {
        Kind = kind;
        Name = name;
        Text = text;
        Uuid = uuid;
        IsAbsolute = isAbsolute;
        (OffsetSeconds, Offset) = RealtimeOffset.Split(offsetNs);
    }

    /// <summary>The clock.</summary>
    public ClockKind Kind { get; }

    /// <summary>The clock's name, by which LTTng's readers know CLOCK_MONOTONIC.</summary>
    public string Name { get; }

    /// <summary>What the values are, in a sentence.</summary>
    public string Text { get; }

    /// <summary>Units a second: all clocks count nanoseconds, since readers convert no other frequency exactly.</summary>
    public long Frequency { get; } = 1_000_000_000;

    /// <summary>Whole seconds to add to a timestamp to get seconds since 1970, UTC.</summary>
    public long OffsetSeconds { get; }

    /// <summary>Nanoseconds to add beside <see cref="OffsetSeconds"/>: 0 to 999,999,999.</summary>
    public long Offset { get; }

    /// <summary>The same for all traces whose timestamps are comparable: those of one boot, or of one process.</summary>
    public Guid Uuid { get; }

    /// <summary>Whether timestamp and offset together tell the wall-clock time.</summary>
    public bool IsAbsolute { get; }

    /// <summary>Describes a clock; the offset to wall-clock time is measured anew each time.</summary>
    public static ClockDescription Of(ClockKind kind) => kind switch
    {
        ClockKind.Tsc => OfMonotonic(kind, "CLOCK_MONOTONIC in nanoseconds, from the cycle counter read in order"),
        ClockKind.TscRelaxed => OfMonotonic(kind, "CLOCK_MONOTONIC in nanoseconds, from the cycle counter; not in causal order to the last microsecond"),
        ClockKind.Monotonic => OfMonotonic(kind, "Monotonic clock of the operating system in nanoseconds"),
        _ => new(kind, "counter", "Sequence number of the event in its process; says nothing about time", BootId.OfProcess, isAbsolute: false, offsetNs: 0),
    };

    /// <summary>The time now on the trace clock of the process; a counter counts up by it.</summary>
    public static ulong Now() => TraceClock.Now();

    private static ClockDescription OfMonotonic(ClockKind kind, string text) =>
        new(kind, "monotonic", text, BootId.Current, isAbsolute: true, RealtimeOffset.Measure());
}
