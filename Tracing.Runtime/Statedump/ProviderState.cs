using System.Reflection;
using Tracing.Registry;
using Tracing.Runtime.OwnEvents;

namespace Tracing.Runtime.Statedump;

/// <summary>The registered providers.</summary>
internal static class ProviderState
{
    public static void Gather(OwnRecords records, ulong time)
    {
        foreach (TracepointProvider provider in TracepointRegistry.GetProviders())
        {
            Assembly assembly = provider.GetType().Assembly;
            (string? version, string? commit) = Split(assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
            records.Add(StateEvents.Provider, time)
                .Put(StateText.Of(provider.Name))
                .Put((uint)provider.Bindings.Length)
                .Put(StateText.Of(assembly.GetName().Name))
                .Put(StateText.Of(version ?? assembly.GetName().Version?.ToString()))
                .Put(StateText.Of(commit));
        }
    }

    /// <summary>A version and what stands behind its <c>+</c>, where the SDK puts the commit.</summary>
    internal static (string? Version, string? Commit) Split(string? version)
    {
        int plus = version?.IndexOf('+', StringComparison.Ordinal) ?? -1;
        return plus < 0 ? (version, null) : (version![..plus], version[(plus + 1)..]);
    }
}
