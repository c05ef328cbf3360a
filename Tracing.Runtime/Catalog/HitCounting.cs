using Tracing.Registry;
using Tracing.Runtime.Rules;
using Tracing.Writing;

namespace Tracing.Runtime.Catalog;

/// <summary>Somebody who wants the events of some tracepoints counted.</summary>
internal sealed class HitCounting : IDisposable
{
    // Changed under the registry's lock only.
    private static readonly List<HitCounting> s_all = [];

    private readonly EventPattern _pattern;

    /// <summary>Begins to count.</summary>
    public HitCounting(EventPattern pattern)
    {
        _pattern = pattern;
        TracepointRegistry.Change(() =>
        {
            s_all.Add(this);
            foreach (TracepointProvider provider in TracepointRegistry.ProvidersUnsynchronized)
            {
                TakeUp(provider);
            }
        });
    }

    /// <summary>Counts a provider's tracepoints if somebody wants that. Only under the registry's lock.</summary>
    public static void TakeUp(TracepointProvider provider)
    {
        if (s_all.Count == 0)
        {
            return;
        }

        foreach (TracepointDescriptor tracepoint in provider.Tracepoints)
        {
            if (BindingTable.HitsOf(tracepoint) is null && IsWanted(tracepoint))
            {
                BindingTable.StartCounting(tracepoint);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => TracepointRegistry.Change(() =>
    {
        if (!s_all.Remove(this))
        {
            return;
        }

        var ended = new List<RecordCounter>();
        foreach (TracepointProvider provider in TracepointRegistry.ProvidersUnsynchronized)
        {
            foreach (TracepointDescriptor tracepoint in provider.Tracepoints)
            {
                if (_pattern.Matches(tracepoint.FullName) && !IsWanted(tracepoint) && BindingTable.StopCounting(tracepoint) is { } counter)
                {
                    ended.Add(counter);
                }
            }
        }

        Quiescence.WaitForProbes();
        ended.ForEach(static counter => counter.Retire());
    });

    private static bool IsWanted(TracepointDescriptor tracepoint) => s_all.Exists(counting => counting._pattern.Matches(tracepoint.FullName));
}
