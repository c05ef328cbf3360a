using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using Tracing.Runtime.OwnEvents;

namespace Tracing.Runtime.Statedump;

/// <summary>The assemblies that are loaded.</summary>
internal static class AssemblyState
{
    public static void Gather(OwnRecords records, ulong time)
    {
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            AssemblyName name = assembly.GetName();
            records.Add(StateEvents.Assembly, time)
                .Put(StateText.Of(name.Name))
                .Put(StateText.Of(name.Version?.ToString()))
                .Put(StateText.Of(ModuleVersionOf(assembly)))
                .Put(StateText.Of(PathOf(assembly)))
                .Put(StateText.Of(AssemblyLoadContext.GetLoadContext(assembly)?.ToString()));
        }
    }

    private static string? ModuleVersionOf(Assembly assembly)
    {
        try
        {
            return assembly.ManifestModule.ModuleVersionId.ToString();
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            // NativeAOT keeps none.
            return null;
        }
    }

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Of an assembly that is part of a single file it is empty, which is what is recorded.")]
    private static string? PathOf(Assembly assembly) => assembly.IsDynamic ? null : assembly.Location;
}
