using System.Buffers;
using System.Text.Json;
using Tracing.Control;
using Tracing.Runtime.Configuration;

namespace Tracing.Runtime.Control;

/// <summary>A session's triggers.</summary>
internal static class TriggerMethods
{
    public static ControlMethod[] All =>
    [
        new ControlMethod<AddTriggerParams, EmptyMessage>(
            ControlMethods.AddTrigger, ControlJson.Default.AddTriggerParams, ControlJson.Default.EmptyMessage, static (_, parameters) => Add(parameters)),
        new ControlMethod<SessionParams, TriggersResult>(
            ControlMethods.ListTriggers, ControlJson.Default.SessionParams, ControlJson.Default.TriggersResult, static (_, parameters) => List(parameters)),
        new ControlMethod<RemoveTriggerParams, EmptyMessage>(
            ControlMethods.RemoveTrigger, ControlJson.Default.RemoveTriggerParams, ControlJson.Default.EmptyMessage, static (_, parameters) => Remove(parameters)),
    ];

    /// <summary>A trigger as a configuration has it; null for one that calls code of the application's.</summary>
    public static JsonElement? FormOf(AttachedTrigger trigger) => TriggerConfiguration.Of(trigger.Definition) is { } form ? ToJson(form) : null;

    private static EmptyMessage Add(AddTriggerParams parameters)
    {
        TriggerConfiguration trigger = TraceConfiguration.ParseTrigger(SessionMethods.TextOf(parameters.Trigger), "params.trigger");
        trigger.Apply(SessionMethods.Find(parameters.Session));
        return new EmptyMessage();
    }

    private static TriggersResult List(SessionParams parameters) => new() { Triggers = [.. SessionMethods.Find(parameters.Session).Triggers.Select(Describe)] };

    private static EmptyMessage Remove(RemoveTriggerParams parameters)
    {
        TraceSession session = SessionMethods.Find(parameters.Session);
        if (session.Triggers.FirstOrDefault(trigger => trigger.Name == parameters.Name) is not { } found)
        {
            string[] names = [.. session.Triggers.Select(static trigger => trigger.Name)];
            throw new ControlException(
                ControlErrors.NoSuchTrigger,
                $"Session '{session.Name}' has no trigger '{ConfigurationValue.Shorten(parameters.Name)}'. {(names.Length == 0 ? "It has none" : "There are: " + string.Join(", ", names))}.",
                NearNames.Of(parameters.Name, names));
        }

        found.Dispose();
        return new EmptyMessage();
    }

    private static TriggerEntry Describe(AttachedTrigger trigger)
    {
        TriggerStatistics statistics = trigger.Statistics;
        return new TriggerEntry
        {
            Name = trigger.Name,
            Trigger = FormOf(trigger),
            Matches = statistics.Matches,
            Fired = statistics.Fired,
            Suppressed = statistics.Suppressed,
            Failed = statistics.Failed,
            LastError = statistics.LastError,
        };
    }

    private static JsonElement ToJson(TriggerConfiguration form)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text))
        {
            form.Write(writer);
        }

        return JsonElement.Parse(text.WrittenSpan);
    }
}
