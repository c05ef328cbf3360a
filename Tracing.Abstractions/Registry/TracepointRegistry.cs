using System.Collections.Concurrent;
using System.ComponentModel;
using Tracing.Writing;

namespace Tracing.Registry;

/// <summary>All providers of the process, and the one lock under which tracepoints are switched on and off.</summary>
public static class TracepointRegistry
{
    /// <summary>
    /// How long a registration waits for the lock: longer than switching takes, and than stopping a session as a rule, which writes under it; and short enough
    /// for the case in which its holder waits for the registration's own module. After 100 ms, the provider's first events were missed now and then.
    /// </summary>
    private static readonly TimeSpan RegistrationWait = TimeSpan.FromSeconds(1);

    private static readonly Lock s_gate = new();
    private static readonly List<TracepointProvider> s_providers = [];
    private static readonly ConcurrentQueue<TracepointProvider> s_pending = new();

    private static long s_getterFaults;

    /// <summary>Called under the lock for each provider that registers; a session's event rules are applied to it here.</summary>
    internal static Action<TracepointProvider>? ProviderRegistered { get; set; }

    /// <summary>Called when a handler threw and was detached for it.</summary>
    internal static Action<TracepointDescriptor, Exception>? HandlerFaulted { get; set; }

    /// <summary>How many events were not recorded because reading an argument's member threw.</summary>
    internal static long GetterFaults => Interlocked.Read(ref s_getterFaults); // pairs with the increment below: a whole value on 32-bit machines too.

    /// <summary>
    /// For generated code: counts an event that is not recorded, because reading a member of a record struct (or the span of
    /// a memory) threw. Never throws itself.
    /// </summary>
    /// <param name="provider">The provider.</param>
    /// <param name="index">The tracepoint's index in it.</param>
    /// <param name="exception">What was thrown.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void GetterFaulted(TracepointProvider provider, int index, Exception exception)
    {
        // full fence, for the count's sake alone: several threads count, and none may be lost.
        Interlocked.Increment(ref s_getterFaults);
        if (provider is null)
        {
            return;
        }

        // As a probe does, so that the count stands when Stop or Disable returns, and has its time.
        ProbeScope scope = ProbeScope.Enter(provider.Bindings, index, out TracepointBinding? binding);
        for (; binding is not null; binding = binding.Next)
        {
            scope.CountFault(binding);
        }

        scope.Leave();
    }

    /// <summary>For generated code: makes a provider known. Blocks for a moment at the most, since it runs in a module initializer.</summary>
    /// <remarks>
    /// Whoever holds the lock may be waiting for this very initializer to end (it calls into the module to set a guard), so
    /// the provider is queued, and the holder of the lock takes it up before it lets go. Normally the lock is free soon, and the
    /// rules of running sessions apply to the very first event.
    /// </remarks>
    /// <param name="provider">The provider.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Register(TracepointProvider provider)
    {
        if (!TracingSupport.IsSupported)
        {
            return;
        }

        s_pending.Enqueue(provider);
        if (!s_gate.IsHeldByCurrentThread && s_gate.TryEnter(RegistrationWait))
        {
            try
            {
                AddPending();
            }
            finally
            {
                s_gate.Exit();
            }
        }

        TakeUpPending();
    }

    /// <summary>The providers that are registered by now, in the order of their registration.</summary>
    /// <returns>A copy.</returns>
    public static IReadOnlyList<TracepointProvider> GetProviders() => Change(static () => s_providers.ToArray());

    /// <summary>Whether the calling thread is inside a change.</summary>
    internal static bool IsChanging => s_gate.IsHeldByCurrentThread;

    /// <summary>Runs a change under the lock.</summary>
    internal static T Change<T>(Func<T> change)
    {
        try
        {
            lock (s_gate)
            {
                AddPending();
                return change();
            }
        }
        finally
        {
            TakeUpPending();
        }
    }

    /// <summary>Runs a change under the lock.</summary>
    internal static void Change(Action change) => Change<object?>(() =>
    {
        change();
        return null;
    });

    /// <summary>The registered providers. Only under the lock.</summary>
    internal static IReadOnlyList<TracepointProvider> ProvidersUnsynchronized => s_providers;

    /// <summary>Takes providers out, whose numbers nobody gets again. Only under the lock.</summary>
    /// <returns>Those that were taken out.</returns>
    internal static TracepointProvider[] RemoveAll(Predicate<TracepointProvider> condition)
    {
        TracepointProvider[] removed = [.. s_providers.FindAll(condition)];
        s_providers.RemoveAll(condition);
        return removed;
    }

    private static void TakeUpPending()
    {
        // Looks again after letting go: a provider that was queued while we held the lock found it taken and left.
        while (!s_pending.IsEmpty && !s_gate.IsHeldByCurrentThread && s_gate.TryEnter())
        {
            try
            {
                AddPending();
            }
            finally
            {
                s_gate.Exit();
            }
        }
    }

    private static void AddPending()
    {
        while (s_pending.TryDequeue(out TracepointProvider? provider))
        {
            if (Unloading.Watch(provider))
            {
                continue;
            }

            s_providers.Add(provider);
            ProviderRegistered?.Invoke(provider);
        }
    }
}
