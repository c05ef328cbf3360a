using System.Text.Json;

namespace Tracing.Runtime.Configuration;

/// <summary>A trigger, as a configuration has it.</summary>
internal sealed class TriggerConfiguration
{
    public static readonly ObjectForm<TriggerConfiguration> Form = new(
        "trigger",
        new("name", static (trigger, value) => trigger.Name = value.AsText(), IsRequired: true),
        new("when", static (trigger, value) => trigger.When = ConditionForms.Read(value), IsRequired: true),
        new("do", static (trigger, value) => trigger.ReadActions(value), IsRequired: true),
        new("coolDown", static (trigger, value) => trigger.CoolDown = Quantities.ReadDuration(value)));

    /// <summary>The name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Where it stands; null for one that no text has.</summary>
    public ConfigurationValue? Place { get; private set; }

    private TriggerCondition? When { get; set; }

    private List<TriggerAction> Actions { get; set; } = [];

    private TimeSpan? CoolDown { get; set; }

    /// <exception cref="TraceConfigurationException">What is wrong.</exception>
    public static TriggerConfiguration Read(ConfigurationValue value)
    {
        TriggerConfiguration trigger = Form.Read(value);
        trigger.Place = value;
        return trigger;
    }

    /// <summary>One that exists. Calls of the application's handlers have no form, and are left out.</summary>
    /// <returns>Null if nothing is left of what it does.</returns>
    public static TriggerConfiguration? Of(TraceTrigger trigger)
    {
        List<TriggerAction> actions = [.. trigger.Actions.Where(static action => action is not CallAction)];
        return actions.Count == 0 ? null : new TriggerConfiguration { Name = trigger.Name, When = trigger.When, Actions = actions, CoolDown = trigger.CoolDown };
    }

    /// <summary>Adds it to a session.</summary>
    /// <exception cref="TraceConfigurationException">It cannot be added.</exception>
    public AttachedTrigger Apply(TraceSession session) => Placed.Run(Place, () =>
    {
        TraceTrigger trigger = CoolDown is { } coolDown
            ? new() { Name = Name, When = When!, Actions = Actions, CoolDown = coolDown }
            : new() { Name = Name, When = When!, Actions = Actions };
        try
        {
            return session.AddTrigger(trigger);
        }
        catch (EventFilterException exception) when (When is EventCondition && Place?.Find("when")?.Find("filter") is { } filter)
        {
            throw filter.Error(exception.Message, exception);
        }
    });

    /// <summary>Writes it as an object.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.WriteStartObject("when");
        ConditionForms.Write(writer, When!);
        writer.WriteEndObject();
        ValueWriting.WriteList(writer, "do", Actions, ActionForms.Write);
        ValueWriting.WriteDuration(writer, "coolDown", CoolDown);
        writer.WriteEndObject();
    }

    private void ReadActions(ConfigurationValue value)
    {
        Actions = value.AsList(ActionForms.Read);
        if (Actions.Count == 0)
        {
            throw value.Error("The trigger does nothing. Write at least one action, as in [{ \"action\": \"rotate\" }].");
        }
    }
}
