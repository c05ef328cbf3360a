namespace Tracing.Tool.Analysis;

/// <summary>How many events, and how large.</summary>
internal sealed class Tally(long begin)
{
    public long Events { get; private set; }

    /// <summary>Bits of their records.</summary>
    public long Bits { get; private set; }

    /// <summary>When, over time.</summary>
    public TimeBuckets Times { get; } = new(begin);

    public long SizeBytes => Bits / 8;

    public void Add(int bits)
    {
        Events++;
        Bits += bits;
    }

    public void Add(int bits, long time)
    {
        Add(bits);
        Times.Add(time);
    }

    public void Add(Tally other)
    {
        Events += other.Events;
        Bits += other.Bits;
        Times.Add(other.Times);
    }
}
