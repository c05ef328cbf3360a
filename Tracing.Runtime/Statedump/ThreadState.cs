using System.Globalization;
using Tracing.Runtime.OwnEvents;
using Tracing.Writing;

namespace Tracing.Runtime.Statedump;

/// <summary>The process's threads: on Linux all of them, elsewhere those that recorded. The managed id is known of those that recorded to a ring of their own.</summary>
internal static class ThreadState
{
    private const string TaskFolder = "/proc/self/task";

    /// <summary>Most threads that are told.</summary>
    private const int MaxThreads = 10_000;

    public static void Gather(OwnRecords records, ulong time)
    {
        Dictionary<uint, Thread> known = [];
        foreach (TracingThread thread in TracingThread.Snapshot())
        {
            if (thread.SystemId != 0 && thread.Thread.IsAlive)
            {
                known[thread.SystemId] = thread.Thread;
            }
        }

        if (!OperatingSystem.IsLinux())
        {
            foreach ((uint id, Thread thread) in known)
            {
                Add(records, time, id, thread, name: null);
            }

            return;
        }

        foreach (string folder in Directory.EnumerateDirectories(TaskFolder).Take(MaxThreads))
        {
            // Null: the thread has ended meanwhile.
            if (uint.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out uint id)
                && ProcFile.TryReadText(folder + "/comm") is { } name)
            {
                Add(records, time, id, known.GetValueOrDefault(id), name.TrimEnd('\n'));
            }
        }
    }

    // The kernel keeps 15 bytes of a name, .NET all of it.
    private static void Add(OwnRecords records, ulong time, uint id, Thread? thread, string? name) =>
        records.Add(StateEvents.Thread, time).Put(id).Put(thread?.ManagedThreadId ?? 0).Put(StateText.Of(thread?.Name ?? name));
}
