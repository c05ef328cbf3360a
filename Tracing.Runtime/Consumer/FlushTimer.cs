namespace Tracing.Runtime.Consumer;

/// <summary>When a session's open sub-buffers are written too, so that no event stays unseen for long. The consumer thread's.</summary>
/// <param name="period">From one time to the next.</param>
internal sealed class FlushTimer(TimeSpan period)
{
    /// <summary>Shortest period: what the consumer can keep without polling all the time.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>Longest period.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private TimeSpan? _due;

    /// <summary>Whether it is time, by a clock that never steps back. If so, the next time is a period from now.</summary>
    public bool IsDue(TimeSpan now)
    {
        _due ??= now + period;
        if (now < _due)
        {
            return false;
        }

        _due = now + period;
        return true;
    }

    /// <summary>How long until it is time.</summary>
    public TimeSpan Left(TimeSpan now) => _due is { } due && due > now ? due - now : TimeSpan.Zero;
}
