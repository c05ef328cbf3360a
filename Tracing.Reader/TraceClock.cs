namespace Tracing.Reader;

/// <summary>A clock of a trace: how its values become time.</summary>
public sealed class TraceClock
{
    /// <summary>Hz, where the metadata gives none. Source: CTF 1.8, section 8.</summary>
    internal const ulong DefaultFrequency = 1_000_000_000;

    private const ulong NanosecondsPerSecond = 1_000_000_000;

    // A remainder below this times 10^9 stays within 64 bits.
    private const ulong MaxNarrowFrequency = ulong.MaxValue / NanosecondsPerSecond;

    private readonly Int128 _origin;
    private readonly long _narrowOrigin;
    private readonly bool _isNarrow;

    internal TraceClock(string name, Guid? uuid, string description, ulong frequency, long offsetSeconds, ulong offset, ulong precision, bool isAbsolute)
    {
        Name = name;
        Uuid = uuid;
        Description = description;
        Frequency = frequency;
        OffsetSeconds = offsetSeconds;
        Offset = offset;
        Precision = precision;
        IsAbsolute = isAbsolute;
        _origin = ((Int128)offsetSeconds * NanosecondsPerSecond) + (Int128)((UInt128)offset * NanosecondsPerSecond / frequency);
        _isNarrow = frequency == NanosecondsPerSecond && _origin >= 0 && _origin <= long.MaxValue;
        _narrowOrigin = _isNarrow ? (long)_origin : 0;
    }

    /// <summary>Its name in the metadata.</summary>
    public string Name { get; }

    /// <summary>What it is the same clock as, in other traces too: LTTng and this project write one per boot.</summary>
    public Guid? Uuid { get; }

    /// <summary>Free text.</summary>
    public string Description { get; }

    /// <summary>Cycles a second.</summary>
    public ulong Frequency { get; }

    /// <summary>Whole seconds from the origin to value 0.</summary>
    public long OffsetSeconds { get; }

    /// <summary>Cycles on top of <see cref="OffsetSeconds"/>.</summary>
    public ulong Offset { get; }

    /// <summary>How exact the clock says it is, in cycles.</summary>
    public ulong Precision { get; }

    /// <summary>Whether the origin is 1970-01-01T00:00:00Z, by the metadata.</summary>
    public bool IsAbsolute { get; }

    /// <summary>For a clock of 1 GHz whose value 0 is not before the origin: nanoseconds of it; -1 for others.</summary>
    internal long NarrowOrigin => _isNarrow ? _narrowOrigin : -1;

    internal bool IsSameAs(TraceClock other) =>
        Name == other.Name && Uuid == other.Uuid && Frequency == other.Frequency
        && OffsetSeconds == other.OffsetSeconds && Offset == other.Offset && IsAbsolute == other.IsAbsolute;

    /// <summary>
    /// Nanoseconds from the origin to a clock value, in exact arithmetic with each of the two parts rounded down; what lies
    /// beyond 64 bits becomes the nearest value.
    /// </summary>
    /// <param name="cycles">The clock's value.</param>
    public long ToNanoseconds(ulong cycles)
    {
        if (_isNarrow && cycles <= (ulong)(long.MaxValue - _narrowOrigin))
        {
            return _narrowOrigin + (long)cycles;
        }

        (ulong seconds, ulong rest) = ulong.DivRem(cycles, Frequency);
        ulong part = Frequency <= MaxNarrowFrequency
            ? rest * NanosecondsPerSecond / Frequency
            : (ulong)((UInt128)rest * NanosecondsPerSecond / Frequency);
        Int128 time = _origin + ((Int128)seconds * NanosecondsPerSecond) + part;
        return time > long.MaxValue ? long.MaxValue : time < long.MinValue ? long.MinValue : (long)time;
    }
}
