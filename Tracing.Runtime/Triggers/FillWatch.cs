using Tracing.Runtime.RingBuffer;

namespace Tracing.Runtime.Triggers;

/// <summary>Sees a ring pass a fill level.</summary>
internal sealed class FillWatch(FillCondition condition)
{
    private bool _isPassed;

    /// <summary>Whether the level is passed now, and was not at the last look. Only under the session's drain lock.</summary>
    public bool Look(IEnumerable<TraceChannel> channels)
    {
        bool wasPassed = _isPassed;
        _isPassed = channels.Any(channel => !channel.Overwrites && (condition.Channel is null || channel.Name == condition.Channel) && IsPassed(channel.Rings));
        return _isPassed && !wasPassed;
    }

    private bool IsPassed(RingSet rings)
    {
        foreach (ChannelRing ring in rings.All)
        {
            if (ring.Fill * 100 >= condition.Percent)
            {
                return true;
            }
        }

        return false;
    }
}
