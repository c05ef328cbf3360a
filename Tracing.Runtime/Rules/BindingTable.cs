using Tracing.Registry;

namespace Tracing.Runtime.Rules;

/// <summary>Where each tracepoint's events go, over all sessions. Only under the registry's lock.</summary>
internal static class BindingTable
{
    private static readonly Dictionary<TracepointDescriptor, List<(TraceChannel Channel, ushort EventId)>> s_bindings = [];

    /// <summary>Whether a channel records a tracepoint.</summary>
    public static bool Contains(TracepointDescriptor tracepoint, TraceChannel channel) =>
        s_bindings.TryGetValue(tracepoint, out var bindings) && bindings.Exists(binding => binding.Channel == channel);

    /// <summary>Makes a channel record a tracepoint from now on.</summary>
    public static void Add(TracepointDescriptor tracepoint, TraceChannel channel, ushort eventId)
    {
        if (!s_bindings.TryGetValue(tracepoint, out var bindings))
        {
            s_bindings.Add(tracepoint, bindings = []);
        }

        bindings.Add((channel, eventId));
        Publish(tracepoint, bindings);
    }

    /// <summary>Makes a channel no longer record a tracepoint. Probes that run now may still do; wait for quiescence.</summary>
    public static void Remove(TracepointDescriptor tracepoint, TraceChannel channel)
    {
        List<(TraceChannel Channel, ushort EventId)> bindings = s_bindings[tracepoint];
        bindings.RemoveAll(binding => binding.Channel == channel);
        Publish(tracepoint, bindings);
        if (bindings.Count == 0)
        {
            s_bindings.Remove(tracepoint);
        }
    }

    /// <summary>The tracepoints that a channel records; a copy.</summary>
    public static TracepointDescriptor[] RecordedBy(TraceChannel channel) =>
        [.. s_bindings.Where(entry => entry.Value.Exists(binding => binding.Channel == channel)).Select(entry => entry.Key)];

    private static void Publish(TracepointDescriptor tracepoint, List<(TraceChannel Channel, ushort EventId)> bindings)
    {
        TracepointBinding? first = null;
        for (int i = bindings.Count - 1; i >= 0; i--)
        {
            first = new TracepointBinding(bindings[i].Channel.Producer, bindings[i].EventId, first);
        }

        tracepoint.Provider.Publish(tracepoint.Index, first);
    }
}
