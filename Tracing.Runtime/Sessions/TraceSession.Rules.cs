using System.Text;
using Tracing.Registry;
using Tracing.Runtime.Consumer;
using Tracing.Runtime.Rules;
using Tracing.Runtime.Sessions;
using Tracing.Writing;

namespace Tracing.Runtime;

/// <remarks>Event rules applied to the registry. Everything here runs under the registry's lock.</remarks>
public sealed partial class TraceSession
{
    private void ChangeRules(Func<EventRule> makeRule) => TracepointRegistry.Change(() =>
    {
        ThrowIfDisposed();
        EventRule rule = makeRule();
        rule.RequireOne(TracepointRegistry.ProvidersUnsynchronized);

        // So that rules which are set again and again, as triggers do, do not pile up.
        _rules.RemoveAll(rule.Replaces);
        _rules.Add(rule);
        rule.Channel?.Add(rule);
        if (_state == SessionState.Started)
        {
            Apply(TracepointRegistry.ProvidersUnsynchronized);
            if (!rule.Enables)
            {
                Quiescence.WaitForProbes();
            }
        }
    });

    /// <summary>Applies the rules to a provider that registers while the session exists. Never throws: it runs in the provider's initializer.</summary>
    internal void TakeUp(TracepointProvider provider)
    {
        if (_state != SessionState.Started)
        {
            return;
        }

        try
        {
            Apply([provider]);
        }
        catch (Exception exception)
        {
            // Whatever it is: this runs in the provider's module initializer.
            RuntimeEvents.Report(log => log.EnablingFailed(Name, provider.Name, exception.Message));
        }
    }

    /// <summary>Lets go of providers that unload; nothing of theirs is recorded any more. What was recorded stays.</summary>
    internal void Forget(TracepointProvider[] providers)
    {
        foreach (TraceChannel channel in _channels)
        {
            Array.ForEach(providers, channel.Forget);
        }
    }

    private void Apply(IReadOnlyList<TracepointProvider> providers)
    {
        var additions = new List<(TracepointDescriptor Tracepoint, TraceChannel Channel, EventRule Rule)>();
        foreach (TracepointProvider provider in providers)
        {
            foreach (TracepointDescriptor tracepoint in provider.Tracepoints)
            {
                foreach (TraceChannel channel in _channels)
                {
                    EventRule? recording = BindingTable.RuleOf(tracepoint, channel);
                    EventRule? wanted = RuleFor(tracepoint, channel);
                    if (wanted is null)
                    {
                        if (recording is not null)
                        {
                            BindingTable.Remove(tracepoint, channel);
                        }
                    }
                    else if (recording is null || (wanted != recording && !(wanted.IsPlain && recording.IsPlain)))
                    {
                        additions.Add((tracepoint, channel, wanted));
                    }
                }
            }
        }

        if (additions.Count > 0)
        {
            Bind(additions);
        }
    }

    private EventRule? RuleFor(TracepointDescriptor tracepoint, TraceChannel channel)
    {
        for (int i = _rules.Count - 1; i >= 0; i--)
        {
            EventRule rule = _rules[i];
            if ((rule.Channel is null || rule.Channel == channel) && rule.Matches(tracepoint) && rule.Applies(tracepoint, channel.Contexts))
            {
                return rule.Enables ? rule : null;
            }
        }

        return null;
    }

    private void Bind(List<(TracepointDescriptor Tracepoint, TraceChannel Channel, EventRule Rule)> additions)
    {
        Declare(additions);
        foreach ((TracepointDescriptor tracepoint, TraceChannel channel, EventRule rule) in additions)
        {
            if (channel.EventId(tracepoint, out bool isNew) is { } id && !isNew)
            {
                BindingTable.Set(tracepoint, new BindingTable.Recording(channel, id, rule, rule.MakeStage(tracepoint, channel.Contexts, channel.SubBufferSize)));
            }
            else
            {
                RuntimeEvents.Report(log => log.EnablingFailed(Name, tracepoint.FullName, $"Channel '{channel.Name}' has no event ids left."));
            }
        }
    }

    /// <summary>
    /// Describes what is recorded for the first time, before any of it can be drained: readers need the classes first. In one piece, since each
    /// costs two writes.
    /// </summary>
    private void Declare(List<(TracepointDescriptor Tracepoint, TraceChannel Channel, EventRule Rule)> additions)
    {
        var metadata = new StringBuilder();
        var channels = new List<TraceChannel>();
        var events = new List<(TraceChannel Channel, TracepointDescriptor Tracepoint)>();
        foreach ((TracepointDescriptor tracepoint, TraceChannel channel, _) in additions)
        {
            if (!channel.IsDeclared && !channels.Contains(channel))
            {
                channels.Add(channel);
                Metadata.Tsdl.AppendStream(metadata, channel.StreamClass, channel.Scope == BufferScope.Cpu, channel.Contexts);
            }

            if (channel.EventId(tracepoint, out bool isNew) is { } id && isNew)
            {
                Metadata.Tsdl.AppendEvent(metadata, tracepoint, channel.StreamClass, id);
                channel.Declare(tracepoint, id);
                events.Add((channel, tracepoint));
            }
        }

        if (metadata.Length == 0)
        {
            return;
        }

        try
        {
            _metadata.Append(metadata.ToString());
        }
        catch
        {
            // Nothing of it is there, so all of it is new the next time.
            events.ForEach(static added => added.Channel.Undeclare(added.Tracepoint));
            throw;
        }

        channels.ForEach(static channel => channel.IsDeclared = true);
    }

    private void UnbindAll()
    {
        foreach (TraceChannel channel in _channels)
        {
            foreach (TracepointDescriptor tracepoint in BindingTable.RecordedBy(channel))
            {
                BindingTable.Remove(tracepoint, channel);
            }
        }

        Quiescence.WaitForProbes();
    }
}
