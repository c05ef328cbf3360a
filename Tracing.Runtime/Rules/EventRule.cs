using Tracing.Registry;
using Tracing.Runtime.Configuration;
using Tracing.Runtime.Context;
using Tracing.Writing;

namespace Tracing.Runtime.Rules;

/// <summary>Chooses tracepoints for a channel, or takes them out again. Of the rules that match one, the latest decides.</summary>
internal sealed class EventRule(EventPattern pattern, TraceChannel? channel, bool enables, EventPattern[] exclusions, EventRuleOptions? options = null)
{
    private readonly EventRuleOptions _options = options?.Copy() ?? new EventRuleOptions();
    private readonly string _pattern = pattern.ToString();
    private readonly RecordSampler? _sampler = MakeSampler(options);
    private readonly RecordCounter? _filtered = options?.Filter is null ? null : new RecordCounter();
    private readonly RecordCounter? _suppressed = MakeSampler(options) is null ? null : new RecordCounter();

    /// <summary>The channel it is about; null: every channel of the session.</summary>
    public TraceChannel? Channel { get; } = channel;

    /// <summary>Whether matching tracepoints are recorded, or no longer.</summary>
    public bool Enables { get; } = enables;

    /// <summary>The filter; null for none.</summary>
    public EventFilter? Filter { get; } = options?.Filter is { } expression ? new EventFilter(expression) : null;

    /// <summary>Whether all events of a tracepoint are recorded.</summary>
    public bool IsPlain => Filter is null && _sampler is null;

    /// <summary>A rule that enables.</summary>
    /// <exception cref="ArgumentException">The pattern can match nothing, or an option makes no sense.</exception>
    public static EventRule Parse(string pattern, TraceChannel? channel, EventRuleOptions? options)
    {
        Check(options ?? new EventRuleOptions());
        EventPattern[] exclusions = [.. (options?.Exclude ?? []).Select(text => new EventPattern(text, nameof(options)))];
        return new EventRule(new EventPattern(pattern, nameof(pattern)), channel, enables: true, exclusions, options);
    }

    /// <summary>Throws what <see cref="Parse"/> would.</summary>
    /// <exception cref="ArgumentException">What is wrong.</exception>
    public static void Check(string pattern, EventRuleOptions? options)
    {
        _ = new EventPattern(pattern, nameof(pattern));
        options ??= new EventRuleOptions();
        foreach (string exclusion in options.Exclude ?? [])
        {
            _ = new EventPattern(exclusion, nameof(options));
        }

        Check(options);
        if (options.Filter is { } filter)
        {
            _ = new EventFilter(filter);
        }
    }

    /// <summary>Throws if of the tracepoints that the rule matches, and there are some, its filter applies to none. Only under the registry's lock.</summary>
    /// <exception cref="EventFilterException">Why it does not.</exception>
    public void RequireOne(IEnumerable<TracepointProvider> providers) => Filter?.RequireOne(
        from provider in providers from tracepoint in provider.Tracepoints where Matches(tracepoint) select tracepoint,
        Channel?.Contexts);

    private static void Check(EventRuleOptions options)
    {
        CheckPositive(nameof(options.OneIn), options.OneIn);
        CheckPositive(nameof(options.MaxPerSecond), options.MaxPerSecond);
        CheckPositive(nameof(options.First), options.First);
        if (options.MostSevere > options.Level)
        {
            throw new ArgumentException(
                $"The rule records nothing: its most severe level, {options.MostSevere}, is less severe than its least severe one, {options.Level}. Exchange {nameof(options.MostSevere)} and {nameof(options.Level)}.", nameof(options));
        }
    }

    /// <summary>Whether the rule says anything of a tracepoint, its filter aside.</summary>
    public bool Matches(TracepointDescriptor tracepoint)
    {
        if (tracepoint.Level > _options.Level || tracepoint.Level < _options.MostSevere || !pattern.Matches(tracepoint.FullName))
        {
            return false;
        }

        foreach (EventPattern exclusion in exclusions)
        {
            if (exclusion.Matches(tracepoint.FullName))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether an earlier rule decides nothing any more, since this one applies wherever that does. Only told of rules with the same pattern.</summary>
    public bool Replaces(EventRule earlier) =>
        (Channel is null || Channel == earlier.Channel)
        && _pattern == earlier._pattern
        && (_options.Exclude.Count == 0 || _options.Exclude.SequenceEqual(earlier._options.Exclude))
        && (_options.Level is null || _options.Level == earlier._options.Level)
        && (_options.MostSevere is null || _options.MostSevere == earlier._options.MostSevere)
        && (Filter is null || Filter.Expression == earlier.Filter?.Expression);

    /// <summary>Whether the rule applies to a tracepoint that it matches: its filter does. Only under the registry's lock.</summary>
    public bool Applies(TracepointDescriptor tracepoint, ContextPlan? context) => Filter is null || Filter.Bind(tracepoint, context).Filter is not null;

    /// <summary>What is done to the records of a tracepoint to which the rule applies; null for nothing. Only under the registry's lock.</summary>
    public RecordStage? MakeStage(TracepointDescriptor tracepoint, ContextPlan? context, long maxSize)
    {
        if (IsPlain && context is null)
        {
            return null;
        }

        EventFilter.Binding? binding = Filter?.Bind(tracepoint, context);
        return new RecordStage
        {
            Contexts = context,
            Filter = binding?.Filter,
            FilterContexts = binding?.Contexts,
            Sampler = _sampler,
            Filtered = _filtered ?? RecordCounter.Unread,
            Suppressed = _suppressed ?? RecordCounter.Unread,
            MaxSize = maxSize,
        };
    }

    /// <summary>What the rule has left out.</summary>
    public EventRuleStatistics Count() => new(_pattern, Filter?.Expression, _filtered?.Sum ?? 0, _suppressed?.Sum ?? 0);

    /// <summary>The rule as a configuration has it.</summary>
    public RuleConfiguration Describe() => new() { Events = _pattern, Enables = Enables, Options = _options };

    private static RecordSampler? MakeSampler(EventRuleOptions? options) =>
        options is { OneIn: null, MaxPerSecond: null, First: null } or null ? null : new RecordSampler(options.OneIn ?? 1, options.MaxPerSecond ?? 0, options.First ?? 0);

    private static void CheckPositive(string name, long? value)
    {
        if (value <= 0)
        {
            throw new ArgumentOutOfRangeException(name, value, $"An event rule's {name} must be above 0. Leave it null to record all events.");
        }
    }
}
