using Tracing.Runtime.Extraction;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime;

/// <summary>Finds what processes of this user left in shared memory when they died while recording.</summary>
/// <remarks>
/// It stays there until it is recovered or deleted, with two exceptions, which each session that begins sees to: what holds nothing that is not in
/// its trace is removed, and of more than 256 MiB so is what belonged to the processes that had started first.
/// </remarks>
public static class TraceRecovery
{
    /// <summary>All that is left of dead processes; living ones are left alone. A file that makes no sense is passed over.</summary>
    /// <returns>One for each session.</returns>
    public static IReadOnlyList<RecoverableTrace> Find()
    {
        var found = new List<RecoverableTrace>();
        foreach (DeadProcess process in DeadProcess.FindAll())
        {
            foreach (string file in process.SessionFiles)
            {
                try
                {
                    using SessionHold? hold = SessionHold.TryTake(file);
                    if (hold is null)
                    {
                        continue;
                    }

                    SessionRemains remains = SessionRemains.Read(hold.ReadAll());
                    Remainder rest = Recovery.Count(file);
                    found.Add(new RecoverableTrace(file, process.ProcessId, process.Start, remains.Name, remains.Output, rest.Rings, rest.Events));
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    // Cut short before it said anything, or of another version: not ours to judge.
                }
            }
        }

        return found;
    }
}
