using System.Numerics;

namespace Tracing.Tool.Analysis;

/// <summary>
/// Durations in buckets: exact up to 2048 ns, above that 1024 buckets for each doubling, so that no quantile is off by more
/// than 0.1 %. Fixed memory however many there are.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBucketBits = 11;
    private const int SubBuckets = 1 << SubBucketBits;

    private readonly long[]?[] _counts = new long[]?[64 - SubBucketBits + 1];
    private double _sum;

    public long Count { get; private set; }

    /// <summary>ns; 0 if there are none.</summary>
    public long Min { get; private set; }

    /// <summary>ns.</summary>
    public long Max { get; private set; }

    /// <summary>ns.</summary>
    public double Mean => Count > 0 ? _sum / Count : 0;

    /// <summary>Adds a duration in ns; one below 0, as a trace that steps back has, counts as 0.</summary>
    public void Add(long duration)
    {
        duration = Math.Max(0, duration);
        Min = Count == 0 ? duration : Math.Min(Min, duration);
        Max = Math.Max(Max, duration);
        Count++;
        _sum += duration;
        (int row, int column) = PlaceOf((ulong)duration);
        (_counts[row] ??= new long[SubBuckets])[column]++;
    }

    /// <summary>The duration, in ns, that a share of all do not exceed.</summary>
    /// <param name="share">0 to 1.</param>
    public long Quantile(double share)
    {
        long wanted = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (int row = 0; row < _counts.Length; row++)
        {
            for (int column = 0; column < SubBuckets && _counts[row] is long[] counts; column++)
            {
                seen += counts[column];
                if (seen >= wanted)
                {
                    return Math.Clamp(HighestOf(row, column), Min, Max);
                }
            }
        }

        return Max;
    }

    /// <summary>Counts in ranges of which each is twice as wide as the one before, from the first to the last that has any.</summary>
    /// <returns>The lowest duration of each range, in ns, and its count.</returns>
    public IReadOnlyList<(long From, long To, long Count)> Doublings()
    {
        if (Count == 0)
        {
            return [];
        }

        int first = LogOf(Min);
        var result = new (long From, long To, long Count)[LogOf(Max) - first + 1];
        for (int i = 0; i < result.Length; i++)
        {
            int log = first + i;
            result[i] = (log == 0 ? 0 : 1L << (log - 1), log >= 63 ? long.MaxValue : 1L << log, 0);
        }

        for (int row = 0; row < _counts.Length; row++)
        {
            for (int column = 0; column < SubBuckets && _counts[row] is long[] counts; column++)
            {
                if (counts[column] > 0)
                {
                    result[Math.Clamp(LogOf(HighestOf(row, column)) - first, 0, result.Length - 1)].Count += counts[column];
                }
            }
        }

        return result;
    }

    /// <summary>0 for 0, else the number of bits.</summary>
    private static int LogOf(long duration) => 64 - BitOperations.LeadingZeroCount((ulong)duration);

    private static (int Row, int Column) PlaceOf(ulong duration)
    {
        int row = Math.Max(0, 64 - BitOperations.LeadingZeroCount(duration) - SubBucketBits);
        return (row, (int)(duration >> row));
    }

    private static long HighestOf(int row, int column) => (long)(((ulong)(column + 1) << row) - 1);
}
