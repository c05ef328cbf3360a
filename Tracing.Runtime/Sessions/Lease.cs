namespace Tracing.Runtime.Sessions;

/// <summary>How long something is believed of another process that it does not say again. One caller at a time.</summary>
/// <param name="length">From one renewal to the next at the most.</param>
internal sealed class Lease(TimeSpan length)
{
    /// <summary>Shortest lease: what a consumer that is busy with its disk can keep.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest lease: from then on the rings of a consumer that is gone are a leak.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Who looks does so once a second at least. Where nobody has for so long, in ms, this process was held up itself, and with it whoever would have renewed.</summary>
    private const long HeldUpMs = 3000;

    private long _end = Environment.TickCount64 + (long)length.TotalMilliseconds;
    private long _looked = Environment.TickCount64;
    private bool _isEnded;

    /// <summary>How long it is from one renewal to the next at the most.</summary>
    public TimeSpan Length { get; } = length;

    /// <summary>Whether it is over.</summary>
    public bool IsOver() => IsOver(Environment.TickCount64);

    /// <summary>Whether it is over, as of a time.</summary>
    public bool IsOver(long now)
    {
        if (now - _looked > HeldUpMs)
        {
            _end = now + (long)Length.TotalMilliseconds;
        }

        _looked = now;
        return _isEnded || now >= _end;
    }

    /// <summary>Lets it begin anew.</summary>
    public void Renew() => _end = Environment.TickCount64 + (long)Length.TotalMilliseconds;

    /// <summary>Ends it.</summary>
    public void End() => _isEnded = true;
}
