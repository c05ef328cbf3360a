using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Tracing.Registry;

/// <summary>
/// Lets go of what belongs to a collectible load context once that begins to unload: providers, and handlers whose code is in it. The
/// registry holds both, and would hold the whole context with them.
/// </summary>
/// <remarks>
/// It happens inside of <see cref="AssemblyLoadContext.Unload"/>: from there on the context's tracepoints are disabled, whatever still runs of
/// its code. Each context is looked at for the first time when something of it comes, which is under the registry's lock. Nothing of a
/// collectible assembly that is in no context of its own (one that was emitted) is ever let go.
/// </remarks>
internal static class Unloading
{
    /// <summary>The contexts that were seen, and whether they have begun to unload. Only under the registry's lock.</summary>
    private static readonly ConditionalWeakTable<AssemblyLoadContext, StrongBox<bool>> s_contexts = new();

    /// <summary>Under the registry's lock: which code goes, and its providers, which are out of the registry already.</summary>
    public static event Action<Predicate<Delegate>, TracepointProvider[]>? Started;

    /// <summary>Sees to it that a provider is let go in time. Only under the registry's lock.</summary>
    /// <returns>Whether it is too late: its context unloads.</returns>
    public static bool Watch(TracepointProvider provider) => provider.GetType().IsCollectible && Watch(provider.GetType().Assembly);

    /// <summary>The same for a delegate. Only under the registry's lock.</summary>
    public static bool Watch(Delegate code)
    {
        bool unloads = false;
        foreach (Assembly assembly in AssembliesOf(code))
        {
            unloads |= Watch(assembly);
        }

        return unloads;
    }

    private static bool Watch(Assembly assembly)
    {
        if (ContextOf(assembly) is not { } context)
        {
            return false;
        }

        if (s_contexts.TryGetValue(context, out StrongBox<bool>? unloads))
        {
            return unloads.Value;
        }

        s_contexts.Add(context, new StrongBox<bool>(false));
        context.Unloading += Begin;
        return false;
    }

    private static void Begin(AssemblyLoadContext context)
    {
        TracepointRegistry.Change(() =>
        {
            s_contexts.GetOrCreateValue(context).Value = true;
            TracepointProvider[] providers = TracepointRegistry.RemoveAll(provider => ContextOf(provider.GetType().Assembly) == context);
            Predicate<Delegate> unloads = code => AssembliesOf(code).Exists(assembly => ContextOf(assembly) == context);
            foreach (TracepointProvider provider in TracepointRegistry.ProvidersUnsynchronized)
            {
                TracepointHandlers.RemoveAll(provider, unloads);
            }

            Started?.Invoke(unloads, providers);
        });
    }

    private static AssemblyLoadContext? ContextOf(Assembly assembly) =>
        assembly.IsCollectible && AssemblyLoadContext.GetLoadContext(assembly) is { IsCollectible: true } context ? context : null;

    /// <summary>The assemblies that a delegate's methods and their targets are of.</summary>
    private static List<Assembly> AssembliesOf(Delegate code)
    {
        var assemblies = new List<Assembly>();

        // Where no code is compiled, none was loaded.
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            return assemblies;
        }

        foreach (Delegate one in code.GetInvocationList())
        {
            assemblies.Add(one.Method.Module.Assembly);
            if (one.Target is { } target)
            {
                assemblies.Add(target.GetType().Assembly);
            }
        }

        return assemblies;
    }
}
