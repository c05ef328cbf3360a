using System.Text.Json;

namespace Tracing.Runtime.Configuration;

/// <summary>What a trigger waits for, as a configuration has it: the first key says which kind it is.</summary>
internal static class ConditionForms
{
    public static readonly ObjectForm<Draft> Events = new(
        "eventCondition",
        new("events", static (draft, value) => draft.Events = value.AsText(), IsRequired: true),
        new("exclude", static (draft, value) => draft.Exclude = value.AsList(static item => item.AsText())),
        new("level", static (draft, value) => draft.Level = Words.Levels.Read(value)),
        new("mostSevere", static (draft, value) => draft.MostSevere = Words.Levels.Read(value)),
        new("filter", static (draft, value) => draft.Filter = value.AsText()),
        new("every", static (draft, value) => draft.Every = value.AsInteger(1, long.MaxValue)),
        new("onceAfter", static (draft, value) => draft.OnceAfter = value.AsInteger(1, long.MaxValue)));

    public static readonly ObjectForm<Draft> Fill = new(
        "fillCondition",
        new("fill", static (draft, value) => draft.Percent = (int)value.AsInteger(1, 99), IsRequired: true),
        new("channel", static (draft, value) => draft.Channel = value.AsText()));

    public static readonly ObjectForm<Draft> Counter = new(
        "counterCondition",
        new("counter", static (draft, value) => draft.Counter = Words.Counters.Read(value), IsRequired: true),
        new("above", static (draft, value) => draft.Above = value.AsInteger(0, long.MaxValue), IsRequired: true),
        new("every", static (draft, value) => draft.Every = value.AsInteger(1, long.MaxValue)),
        new("channel", static (draft, value) => draft.Channel = value.AsText()));

    /// <summary>Reads one.</summary>
    /// <exception cref="TraceConfigurationException">What is wrong.</exception>
    public static TriggerCondition Read(ConfigurationValue value)
    {
        if (value.Find("fill") is not null)
        {
            Draft fill = Fill.Read(value);
            return new FillCondition(fill.Percent) { Channel = fill.Channel };
        }

        if (value.Find("counter") is not null)
        {
            Draft counter = Counter.Read(value);
            return new CounterCondition(counter.Counter, counter.Above) { Every = counter.Every, Channel = counter.Channel };
        }

        if (value.Kind != ValueKind.Object || value.Members.Count == 0)
        {
            throw value.Error($"{value.Describe()} is no condition. Write an object with \"events\", \"fill\" or \"counter\", as in {{ \"events\": \"shop:*\" }}.");
        }

        Draft events = Events.Read(value);
        return events is { Every: not null, OnceAfter: not null }
            ? throw value.Error("\"every\" and \"onceAfter\" cannot both be there: the one comes true again and again, the other once.")
            : new EventCondition(events.Events)
            {
                Exclude = events.Exclude, Level = events.Level, MostSevere = events.MostSevere, Filter = events.Filter, Every = events.Every, OnceAfter = events.OnceAfter,
            };
    }

    /// <summary>Writes one's keys, into an object.</summary>
    public static void Write(Utf8JsonWriter writer, TriggerCondition condition)
    {
        switch (condition)
        {
            case EventCondition events:
                writer.WriteString("events", events.Events);
                ValueWriting.WriteList(writer, "exclude", events.Exclude);
                ValueWriting.WriteWord(writer, "level", Words.Levels, events.Level);
                ValueWriting.WriteWord(writer, "mostSevere", Words.Levels, events.MostSevere);
                ValueWriting.WriteText(writer, "filter", events.Filter);
                ValueWriting.WriteNumber(writer, "every", events.Every);
                ValueWriting.WriteNumber(writer, "onceAfter", events.OnceAfter);
                break;
            case FillCondition fill:
                writer.WriteNumber("fill", fill.Percent);
                ValueWriting.WriteText(writer, "channel", fill.Channel);
                break;
            case CounterCondition counter:
                ValueWriting.WriteWord<TriggerCounter>(writer, "counter", Words.Counters, counter.Counter);
                writer.WriteNumber("above", counter.Above);
                ValueWriting.WriteNumber(writer, "every", counter.Every);
                ValueWriting.WriteText(writer, "channel", counter.Channel);
                break;
        }
    }

    /// <summary>What has been read of one.</summary>
    internal sealed class Draft
    {
        public string Events { get; set; } = "";

        public IReadOnlyList<string> Exclude { get; set; } = [];

        public TracepointLevel? Level { get; set; }

        public TracepointLevel? MostSevere { get; set; }

        public string? Filter { get; set; }

        public long? Every { get; set; }

        public long? OnceAfter { get; set; }

        public int Percent { get; set; }

        public TriggerCounter Counter { get; set; }

        public long Above { get; set; }

        public string? Channel { get; set; }
    }
}
