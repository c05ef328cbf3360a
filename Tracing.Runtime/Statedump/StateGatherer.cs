using Tracing.Runtime.OwnEvents;

namespace Tracing.Runtime.Statedump;

/// <summary>Gathers what is the case in the process, as records. Takes milliseconds, so it is done under no lock and never on the consumer's thread.</summary>
internal static class StateGatherer
{
    private static readonly (string Name, Action<OwnRecords, ulong> Gather)[] s_parts =
    [
        ("process", ProcessState.Gather),
        ("assemblies", AssemblyState.Gather),
        ("modules", ModuleState.Gather),
        ("threads", ThreadState.Gather),
        ("thread pool", ThreadPoolState.Gather),
        ("settings", SettingState.Gather),
        ("providers", ProviderState.Gather),
        ("sessions", SessionsState.Gather),
    ];

    /// <summary>Gathers all of it. Never throws: what a part cannot tell is told as a fault in its place.</summary>
    /// <param name="records">Gets the records.</param>
    /// <param name="time">Their time, by the trace clock.</param>
    /// <param name="options">What is gathered only when asked for.</param>
    public static void Gather(OwnRecords records, ulong time, StatedumpOptions options)
    {
        foreach ((string name, Action<OwnRecords, ulong> gather) in s_parts)
        {
            Try(records, time, name, gather);
        }

        if (options.Environment)
        {
            Try(records, time, "environment", VariableState.Gather);
        }
    }

    private static void Try(OwnRecords records, ulong time, string name, Action<OwnRecords, ulong> gather)
    {
        // A part of its own: what throws half way leaves no half record.
        var part = new OwnRecords();
        try
        {
            gather(part, time);
            records.Add(part);
        }
        catch (Exception exception)
        {
            // Whatever it is: systems differ, the process goes on, and the other parts are told.
            records.Add(StateEvents.Fault, time).Put(name).Put(StateText.Of(exception.Message));
        }
    }
}
