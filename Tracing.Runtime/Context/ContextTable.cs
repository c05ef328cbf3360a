using Tracing.Registry;

namespace Tracing.Runtime.Context;

/// <summary>Which contexts there are.</summary>
internal static class ContextTable
{
    private static readonly Lock s_gate = new();
    private static readonly List<ContextSource> s_sources =
    [
        new ProcessIdContext(), new ThreadIdContext(), new ProcessNameContext(), new CpuContext(), new ManagedThreadIdContext(), new ThreadNameContext(),
        new TraceIdContext(), new SpanIdContext(), new AllocatedBytesContext(), new CollectionsContext(0), new CollectionsContext(1), new CollectionsContext(2),
    ];

    static ContextTable() => Unloading.Started += static (unloads, _) =>
    {
        lock (s_gate)
        {
            // Its name is free again, for the next version of that code.
            s_sources.RemoveAll(source => source is AppDefinedContext context && context.Unload(unloads));
        }
    };

    /// <summary>The context with this name; null if there is none.</summary>
    public static ContextSource? Find(string name)
    {
        lock (s_gate)
        {
            return s_sources.Find(source => source.Name == name);
        }
    }

    /// <summary>Adds one. False if there is one of its name.</summary>
    public static bool TryAdd(ContextSource source)
    {
        lock (s_gate)
        {
            if (s_sources.Exists(other => other.Name == source.Name))
            {
                return false;
            }

            s_sources.Add(source);
            return true;
        }
    }

    /// <summary>All names, those of the application's own last.</summary>
    public static string[] Names
    {
        get
        {
            lock (s_gate)
            {
                return [.. s_sources.Select(static source => source.Name)];
            }
        }
    }
}
