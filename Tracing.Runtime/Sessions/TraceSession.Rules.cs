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
        _rules.Add(rule);
        if (_state == SessionState.Started)
        {
            foreach (TracepointProvider provider in TracepointRegistry.ProvidersUnsynchronized)
            {
                Apply(provider);
            }

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
            Apply(provider);
        }
        catch (Exception exception)
        {
            // Whatever it is: this runs in the provider's module initializer.
            RuntimeEvents.Report(log => log.EnablingFailed(Name, provider.Name, exception.Message));
        }
    }

    private void Apply(TracepointProvider provider)
    {
        foreach (TracepointDescriptor tracepoint in provider.Tracepoints)
        {
            foreach (TraceChannel channel in _channels)
            {
                bool isRecorded = BindingTable.Contains(tracepoint, channel);
                bool isWanted = IsWanted(tracepoint, channel);
                if (isWanted && !isRecorded)
                {
                    Bind(tracepoint, channel);
                }
                else if (!isWanted && isRecorded)
                {
                    BindingTable.Remove(tracepoint, channel);
                }
            }
        }
    }

    private bool IsWanted(TracepointDescriptor tracepoint, TraceChannel channel)
    {
        for (int i = _rules.Count - 1; i >= 0; i--)
        {
            EventRule rule = _rules[i];
            if ((rule.Channel is null || rule.Channel == channel) && rule.Matches(tracepoint))
            {
                return rule.Enables;
            }
        }

        return false;
    }

    private void Bind(TracepointDescriptor tracepoint, TraceChannel channel)
    {
        if (channel.EventId(tracepoint, out bool isNew) is not { } id)
        {
            RuntimeEvents.Report(log => log.EnablingFailed(Name, tracepoint.FullName, $"Channel '{channel.Name}' has no event ids left."));
            return;
        }

        if (isNew)
        {
            // Before any of its events can be drained: readers need the class first.
            _metadata.Append(Metadata.Tsdl.Event(tracepoint, channel.StreamClass, id));
            channel.Declare(tracepoint, id);
        }

        BindingTable.Add(tracepoint, channel, id);
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
