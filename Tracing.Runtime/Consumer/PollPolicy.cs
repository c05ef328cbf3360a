using Tracing.Runtime.RingBuffer;

namespace Tracing.Runtime.Consumer;

/// <summary>
/// When the consumer looks at the rings again. It comes to look when the fullest ring is between a sixteenth and a quarter full: after a
/// round that found less the wait is doubled, after one that found more it is halved.
/// </summary>
/// <param name="longest">The longest wait; null: <see cref="Longest"/>.</param>
internal sealed class PollPolicy(TimeSpan? longest = null)
{
    /// <summary>Shortest wait: in twice as much, with what the system's timers add, a thread at full speed (0.4 GB/s) fills a sixth of a first ring.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMicroseconds(50);

    /// <summary>Longest wait. Producers end it when a ring is half full, so it is only what a program costs that does nothing.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private const double LeastFill = 1.0 / 16;
    private const double MostFill = 1.0 / 4;

    private readonly TimeSpan _longest = longest ?? Longest;
    private TimeSpan _wait = Shortest;

    /// <summary>The wait after a round that finds nothing.</summary>
    public TimeSpan AfterNothing => _wait + _wait < _longest ? _wait + _wait : _longest;

    /// <summary>The wait after a round; zero: look again at once.</summary>
    public TimeSpan Next(DrainResult round)
    {
        if (round.Fill < LeastFill)
        {
            return _wait = AfterNothing;
        }

        if (round.Fill <= MostFill)
        {
            return _wait;
        }

        if (_wait / 2 < Shortest)
        {
            _wait = Shortest;
            return TimeSpan.Zero;
        }

        return _wait /= 2;
    }

    /// <summary>
    /// A producer ended the wait, since its ring got half full in that time: the next one is half as long. If this one had begun in silence, the
    /// next will be ended much sooner.
    /// </summary>
    /// <param name="slept">How long it had lasted.</param>
    public void Wake(TimeSpan slept) => _wait = slept / 2 > Shortest ? slept / 2 : Shortest;
}
