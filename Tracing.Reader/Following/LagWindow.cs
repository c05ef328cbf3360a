namespace Tracing.Reader.Following;

/// <summary>
/// Up to which time items may be given: what was the newest packet's end as of the last look that is old enough, since by now every
/// stream has written what it had then.
/// </summary>
internal sealed class LagWindow(TimeProvider time, TimeSpan lag)
{
    private readonly Queue<(long At, long Newest)> _looks = new();
    private long _newest = long.MinValue;

    /// <summary>The time, ns; the lowest value for nothing yet.</summary>
    public long Settled { get; private set; } = long.MinValue;

    /// <summary>Takes notice of a packet.</summary>
    /// <param name="end">Its end, ns; the lowest value if it has none: then nothing can be known and nothing is kept back.</param>
    public void See(long end) => _newest = end == long.MinValue ? long.MaxValue : Math.Max(_newest, end);

    /// <summary>Ends a look.</summary>
    /// <returns>Whether more may be given than before.</returns>
    public bool Look()
    {
        long now = time.GetTimestamp();
        _looks.Enqueue((now, _newest));
        long before = Settled;
        while (_looks.TryPeek(out (long At, long Newest) look) && time.GetElapsedTime(look.At, now) >= lag)
        {
            Settled = look.Newest;
            _looks.Dequeue();
        }

        return Settled > before;
    }
}
