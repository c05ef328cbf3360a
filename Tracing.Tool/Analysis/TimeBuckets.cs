namespace Tracing.Tool.Analysis;

/// <summary>Counts over time in a fixed number of buckets, which become wider as time goes on: no need to know the end first.</summary>
internal sealed class TimeBuckets
{
    /// <summary>At least twice what a terminal's width can show, so that squeezing them does not alias.</summary>
    private const int BucketCount = 512;

    /// <summary>Narrowest bucket: 2 to this many ns, a microsecond.</summary>
    private const int MinShift = 10;

    private readonly long _begin;
    private int _shift = MinShift;
    private int _used;

    /// <summary>Counts from a time on.</summary>
    /// <param name="begin">ns; what is before it counts as at it.</param>
    public TimeBuckets(long begin) => _begin = begin;

    public long[] Counts { get; } = new long[BucketCount];

    /// <summary>Counts one.</summary>
    public void Add(long time)
    {
        ulong index = time <= _begin ? 0 : (ulong)(time - _begin) >> _shift;
        if (index >= BucketCount)
        {
            index = Widen(time);
        }

        Counts[index]++;
        _used = Math.Max(_used, (int)index + 1);
    }

    /// <summary>Adds the counts of others with the same begin.</summary>
    public void Add(TimeBuckets others)
    {
        while (_shift < others._shift)
        {
            Double();
        }

        int narrower = _shift - others._shift;
        for (int i = 0; i < others._used; i++)
        {
            Counts[i >> narrower] += others.Counts[i];
        }

        _used = Math.Max(_used, others._used == 0 ? 0 : ((others._used - 1) >> narrower) + 1);
    }

    /// <summary>The counts squeezed or stretched to a number of columns over a duration.</summary>
    /// <param name="columns">How many.</param>
    /// <param name="duration">ns from the begin that the columns are to cover.</param>
    public double[] Resample(int columns, long duration)
    {
        var result = new double[columns];
        double bucketColumns = Math.Pow(2, _shift) / Math.Max(1, duration) * columns;
        for (int i = 0; i < _used; i++)
        {
            // A bucket's count is spread over the columns that it covers.
            double start = i * bucketColumns;
            double end = Math.Min(columns, start + bucketColumns);
            double width = Math.Max(end - start, double.Epsilon);
            for (int column = Math.Min(columns - 1, (int)start); column < columns && column < end; column++)
            {
                double share = Math.Min(end, column + 1) - Math.Max(start, column);
                result[column] += Counts[i] * Math.Clamp(share / width, 0, 1);
            }
        }

        return result;
    }

    private ulong Widen(long time)
    {
        while ((ulong)(time - _begin) >> _shift >= BucketCount)
        {
            Double();
        }

        return (ulong)(time - _begin) >> _shift;
    }

    private void Double()
    {
        for (int i = 0; i < BucketCount / 2; i++)
        {
            Counts[i] = Counts[2 * i] + Counts[(2 * i) + 1];
        }

        Counts.AsSpan(BucketCount / 2).Clear();
        _used = (_used + 1) / 2;
        _shift++;
    }
}
