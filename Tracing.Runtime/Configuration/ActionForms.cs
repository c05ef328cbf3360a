using System.Text.Json;

namespace Tracing.Runtime.Configuration;

/// <summary>What a trigger does, as a configuration has it: the key <c>action</c> says which kind it is.</summary>
internal static class ActionForms
{
    public static readonly ObjectForm<Draft> Snapshot = new(
        "snapshotAction",
        ActionKey,
        new("folder", static (draft, value) => draft.Folder = value.AsText(), IsRequired: true),
        new("maxAge", static (draft, value) => (draft.Limits ??= new()).MaxAge = Quantities.ReadDuration(value)),
        new("maxBytes", static (draft, value) => (draft.Limits ??= new()).MaxBytes = Quantities.ReadSize(value, 0, long.MaxValue)));

    /// <summary>Rotate, start, stop.</summary>
    public static readonly ObjectForm<Draft> Plain = new("plainAction", ActionKey);

    public static readonly ObjectForm<Draft> Enable = new(
        "enableAction",
        ActionKey,
        ChannelKey,
        new("events", static (draft, value) => draft.Events = value.AsText(), IsRequired: true),
        new("exclude", static (draft, value) => draft.Rule.Exclude = value.AsList(static item => item.AsText())),
        new("level", static (draft, value) => draft.Rule.Level = Words.Levels.Read(value)),
        new("mostSevere", static (draft, value) => draft.Rule.MostSevere = Words.Levels.Read(value)),
        new("filter", static (draft, value) => draft.Rule.Filter = value.AsText()),
        new("oneIn", static (draft, value) => draft.Rule.OneIn = value.AsInteger(1, long.MaxValue)),
        new("maxPerSecond", static (draft, value) => draft.Rule.MaxPerSecond = (int)value.AsInteger(1, int.MaxValue)),
        new("first", static (draft, value) => draft.Rule.First = value.AsInteger(1, long.MaxValue)));

    public static readonly ObjectForm<Draft> Disable = new(
        "disableAction", ActionKey, ChannelKey, new("events", static (draft, value) => draft.Events = value.AsText(), IsRequired: true));

    private static FormKey<Draft> ActionKey => new("action", static (draft, value) => draft.Kind = Words.Actions.Read(value), IsRequired: true);

    private static FormKey<Draft> ChannelKey => new("channel", static (draft, value) => draft.Channel = value.AsText());

    /// <summary>Reads one.</summary>
    /// <exception cref="TraceConfigurationException">What is wrong.</exception>
    public static TriggerAction Read(ConfigurationValue value)
    {
        if (value.Find("action") is not { } word)
        {
            throw value.Error($"{value.Describe()} is no action. Write an object with the key \"action\", which is one of {string.Join(", ", Words.Actions.Words)}.");
        }

        switch (Words.Actions.Read(word))
        {
            case ActionKind.Snapshot:
                Draft snapshot = Snapshot.Read(value);
                return new SnapshotAction(snapshot.Folder, snapshot.Limits);
            case ActionKind.Enable:
                Draft enable = Enable.Read(value);
                return new EnableAction(enable.Events) { Channel = enable.Channel, Options = enable.Rule };
            case ActionKind.Disable:
                Draft disable = Disable.Read(value);
                return new DisableAction(disable.Events) { Channel = disable.Channel };
            default:
                return Plain.Read(value).Kind switch
                {
                    ActionKind.Rotate => new RotateAction(),
                    ActionKind.Start => new StartAction(),
                    _ => new StopAction(),
                };
        }
    }

    /// <summary>Writes one as an object.</summary>
    public static void Write(Utf8JsonWriter writer, TriggerAction action)
    {
        writer.WriteStartObject();
        writer.WriteString("action", action.Word);
        switch (action)
        {
            case SnapshotAction snapshot:
                SnapshotForm.Write(writer, snapshot.Folder, snapshot.Limits);
                break;
            case EnableAction enable:
                ValueWriting.WriteText(writer, "channel", enable.Channel);
                writer.WriteString("events", enable.Events);
                RuleConfiguration.WriteOptions(writer, enable.Options ?? new EventRuleOptions());
                break;
            case DisableAction disable:
                ValueWriting.WriteText(writer, "channel", disable.Channel);
                writer.WriteString("events", disable.Events);
                break;
        }

        writer.WriteEndObject();
    }

    /// <summary>What has been read of one.</summary>
    internal sealed class Draft
    {
        public ActionKind Kind { get; set; }

        public string Folder { get; set; } = "";

        public SnapshotOptions? Limits { get; set; }

        public string? Channel { get; set; }

        public string Events { get; set; } = "";

        public EventRuleOptions Rule { get; } = new();
    }
}
