using Tracing.Runtime.Losses;

namespace Tracing.Runtime.Triggers;

/// <summary>Sees a count pass a value, and then again each time that it has grown further.</summary>
internal sealed class CounterWatch
{
    private readonly CounterCondition _condition;
    private readonly long _begin;
    private long _passed;

    public CounterWatch(CounterCondition condition, IEnumerable<TraceChannel> channels)
    {
        _condition = condition;
        _begin = Count(channels);
    }

    /// <summary>How often it was passed since the last look. Only under the session's drain lock.</summary>
    public long Look(IEnumerable<TraceChannel> channels)
    {
        // Of a flight recorder's events fewer may be there than before.
        long beyond = Count(channels) - _begin - _condition.Above;
        long passed = beyond <= 0 ? 0 : 1 + (_condition.Every is { } every ? (beyond - 1) / every : 0);
        long news = Math.Max(0, passed - _passed);
        _passed += news;
        return news;
    }

    private long Count(IEnumerable<TraceChannel> channels) => channels
        .Where(channel => _condition.Channel is null || channel.Name == _condition.Channel)
        .Sum(channel => ChannelCounting.Read(channel, _condition.Counter));
}
