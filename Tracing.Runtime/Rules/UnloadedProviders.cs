using Tracing.Registry;
using Tracing.Runtime.Sessions;
using Tracing.Writing;

namespace Tracing.Runtime.Rules;

/// <summary>What sessions and counts know of providers whose load context unloads is let go. Only under the registry's lock.</summary>
internal static class UnloadedProviders
{
    public static void LetGo(TracepointProvider[] providers)
    {
        if (providers.Length == 0)
        {
            return;
        }

        var counters = new List<RecordCounter>();
        Array.ForEach(providers, provider => BindingTable.Forget(provider, counters));
        foreach (TraceSession session in SessionList.Snapshot())
        {
            session.Forget(providers);
        }

        Quiescence.WaitForProbes();
        counters.ForEach(static counter => counter.Retire());
    }
}
