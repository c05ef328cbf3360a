using Tracing.Registry;
using Tracing.Writing;

namespace Tracing.Runtime.Rules;

/// <summary>Where each tracepoint's events go, over all sessions. Only under the registry's lock.</summary>
internal static class BindingTable
{
    private static readonly Dictionary<TracepointDescriptor, List<Recording>> s_bindings = [];
    private static readonly Dictionary<TracepointDescriptor, RecordStage> s_counters = [];
    private static readonly Dictionary<TracepointDescriptor, List<RecordStage>> s_triggers = [];

    /// <summary>The rule by which a channel records a tracepoint; null if it does not.</summary>
    public static EventRule? RuleOf(TracepointDescriptor tracepoint, TraceChannel channel)
    {
        if (s_bindings.TryGetValue(tracepoint, out List<Recording>? bindings))
        {
            int place = PlaceOf(channel, bindings);
            return place >= 0 ? bindings[place].Rule : null;
        }

        return null;
    }

    /// <summary>Makes a channel record a tracepoint, from now on, by this rule and no other.</summary>
    public static void Set(TracepointDescriptor tracepoint, Recording recording)
    {
        if (!s_bindings.TryGetValue(tracepoint, out List<Recording>? bindings))
        {
            s_bindings.Add(tracepoint, bindings = new List<Recording>(1));
        }

        int place = PlaceOf(recording.Channel, bindings);
        if (place >= 0)
        {
            bindings[place] = recording;
        }
        else
        {
            bindings.Add(recording);
        }

        Publish(tracepoint);
    }

    /// <summary>Makes a channel no longer record a tracepoint. Probes that run now may still do; wait for quiescence.</summary>
    public static void Remove(TracepointDescriptor tracepoint, TraceChannel channel)
    {
        List<Recording> bindings = s_bindings[tracepoint];
        bindings.RemoveAll(binding => binding.Channel == channel);
        if (bindings.Count == 0)
        {
            s_bindings.Remove(tracepoint);
        }

        Publish(tracepoint);
    }

    /// <summary>Makes nobody record or count a provider's tracepoints, since it unloads. Probes that run now may still do; wait for quiescence.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="counters">Gets what counted its events, to be retired after quiescence.</param>
    public static void Forget(TracepointProvider provider, List<RecordCounter> counters)
    {
        TracepointDescriptor[] known = [.. s_bindings.Keys.Concat(s_counters.Keys).Where(tracepoint => tracepoint.Provider == provider).Distinct()];
        foreach (TracepointDescriptor tracepoint in known)
        {
            s_bindings.Remove(tracepoint);
            if (s_counters.Remove(tracepoint, out RecordStage? stage))
            {
                counters.Add(stage.Hits!);
            }

            Publish(tracepoint);
        }
    }

    /// <summary>Counts a tracepoint's events.</summary>
    public static void StartCounting(TracepointDescriptor tracepoint)
    {
        s_counters.Add(tracepoint, new RecordStage { Hits = new RecordCounter() });
        Publish(tracepoint);
    }

    /// <summary>Counts a tracepoint's events no longer.</summary>
    /// <returns>What counted them, to be retired after quiescence; null if nothing did.</returns>
    public static RecordCounter? StopCounting(TracepointDescriptor tracepoint)
    {
        if (!s_counters.Remove(tracepoint, out RecordStage? stage))
        {
            return null;
        }

        Publish(tracepoint);
        return stage.Hits;
    }

    /// <summary>How many events were counted; null if they are not.</summary>
    public static long? HitsOf(TracepointDescriptor tracepoint) => s_counters.TryGetValue(tracepoint, out RecordStage? stage) ? stage.Hits!.Sum : null;

    /// <summary>Tells a trigger of a tracepoint's events.</summary>
    /// <param name="tracepoint">The tracepoint.</param>
    /// <param name="stage">Has the trigger.</param>
    public static void AddTrigger(TracepointDescriptor tracepoint, RecordStage stage)
    {
        if (!s_triggers.TryGetValue(tracepoint, out List<RecordStage>? stages))
        {
            s_triggers.Add(tracepoint, stages = new List<RecordStage>(1));
        }

        stages.Add(stage);
        Publish(tracepoint);
    }

    /// <summary>Tells a trigger of no events any more. Probes that run now may still do; wait for quiescence.</summary>
    public static void RemoveTrigger(RecordTrigger trigger)
    {
        foreach ((TracepointDescriptor tracepoint, List<RecordStage> stages) in s_triggers.ToArray())
        {
            if (stages.RemoveAll(stage => stage.Trigger == trigger) > 0)
            {
                if (stages.Count == 0)
                {
                    s_triggers.Remove(tracepoint);
                }

                Publish(tracepoint);
            }
        }
    }

    /// <summary>The tracepoints that a channel records; a copy.</summary>
    public static TracepointDescriptor[] RecordedBy(TraceChannel channel) =>
        [.. s_bindings.Where(entry => entry.Value.Exists(binding => binding.Channel == channel)).Select(entry => entry.Key)];

    /// <summary>The channels that record a tracepoint; a copy.</summary>
    public static TraceChannel[] RecordersOf(TracepointDescriptor tracepoint) =>
        s_bindings.TryGetValue(tracepoint, out List<Recording>? bindings) ? [.. bindings.Select(static binding => binding.Channel)] : [];

    private static int PlaceOf(TraceChannel channel, List<Recording> bindings) => bindings.FindIndex(binding => binding.Channel == channel);

    private static void Publish(TracepointDescriptor tracepoint)
    {
        TracepointBinding? first = null;

        // Last of all: when a trigger is told of an event, that is in every ring where it goes, for the snapshot to find.
        if (s_triggers.Count > 0 && s_triggers.TryGetValue(tracepoint, out List<RecordStage>? triggers))
        {
            foreach (RecordStage trigger in triggers)
            {
                first = new TracepointBinding(NoChannel.Instance, eventId: 0, first, trigger);
            }
        }

        first = s_counters.Count > 0 && s_counters.TryGetValue(tracepoint, out RecordStage? counter)
            ? new TracepointBinding(NoChannel.Instance, eventId: 0, first, counter)
            : first;
        if (s_bindings.TryGetValue(tracepoint, out List<Recording>? bindings))
        {
            for (int i = bindings.Count - 1; i >= 0; i--)
            {
                first = new TracepointBinding(bindings[i].Channel.Producer, bindings[i].EventId, first, bindings[i].Stage);
            }
        }

        tracepoint.Provider.Publish(tracepoint.Index, first);
    }

    /// <summary>A tracepoint in a channel.</summary>
    /// <param name="Channel">The channel.</param>
    /// <param name="EventId">The event class's id there.</param>
    /// <param name="Rule">The rule that says so.</param>
    /// <param name="Stage">What is done to its records; null for nothing.</param>
    internal readonly record struct Recording(TraceChannel Channel, ushort EventId, EventRule Rule, RecordStage? Stage);

    /// <summary>Where events go that are only counted, or told to a trigger.</summary>
    private sealed unsafe class NoChannel : RecordingChannel
    {
        public static readonly NoChannel Instance = new();

        public override int Number => 0;

        public override bool TryOpenRing(TracingThread thread, RingSlot* slot, ulong timestamp) => false;
    }
}
