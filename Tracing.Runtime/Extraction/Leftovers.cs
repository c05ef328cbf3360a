using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Extraction;

/// <summary>
/// Keeps what dead processes left in shared memory from piling up, whenever a session begins. What holds nothing that is not in its trace is removed. The
/// rest stays for a recovery, up to a limit; beyond it the processes that had started first lose what they left.
/// </summary>
internal static class Leftovers
{
    /// <summary>Bytes that all dead processes of a user may keep in shared memory: the rings of four sessions of default size.</summary>
    public const long LimitBytes = 256L << 20;

    private static int s_isRunning;

    /// <summary>Removes what is to be removed, on the thread pool: a session's start does not wait for it.</summary>
    public static void RemoveInBackground()
    {
        // full fence: one at a time is enough. Pairs with the store below.
        if (Interlocked.Exchange(ref s_isRunning, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static _ =>
                {
                    try
                    {
                        Remove(DeadProcess.FindAll(), LimitBytes);
                    }
                    catch (Exception)
                    {
                        // Whatever it is: other processes' affairs do not harm this one, and the next session's start tries again.
                    }

                    // release: pairs with the exchange above.
                    Volatile.Write(ref s_isRunning, 0);
                },
                state: null);
        }
    }

    /// <summary>Removes what these processes left and nobody needs, and what is too much.</summary>
    /// <param name="processes">Dead ones.</param>
    /// <param name="limitBytes">What may stay.</param>
    public static void Remove(IEnumerable<DeadProcess> processes, long limitBytes)
    {
        long bytes = 0;
        foreach (DeadProcess process in processes.OrderByDescending(static process => process.Start))
        {
            foreach (string session in process.SessionFiles)
            {
                RemoveIf(session, IsWrittenOut);
            }

            bytes += SizeOf(process);
            if (bytes > limitBytes)
            {
                foreach (string session in process.SessionFiles)
                {
                    RemoveIf(session, static (_, _) => true);
                }
            }

            if (process.SessionFiles.Length == 0)
            {
                // Rings without a session file cannot be recovered.
                string[] extensions = [RingFolder.RingExtension, ClaimFile.Extension, ConsumerLock.Extension, .. OwnMail.Extensions];
                foreach (string file in extensions.SelectMany(process.Files))
                {
                    RingFolder.DeleteFile(file);
                }

                RingFolder.RemoveIfEmpty(process.Folder);
            }
        }
    }

    private static void RemoveIf(string sessionFile, Func<string, SessionHold, bool> condition)
    {
        try
        {
            // Who reads it just now may recover it.
            using SessionHold? hold = SessionHold.TryTake(sessionFile, patienceMs: 0);
            if (hold is not null && condition(sessionFile, hold))
            {
                Recovery.DeleteHeld(sessionFile);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No session file of this version: it stays as long as the limit allows.
        }
    }

    private static bool IsWrittenOut(string sessionFile, SessionHold hold)
    {
        SessionRemains remains = SessionRemains.Read(hold.ReadAll());
        return !remains.IsLent && Recovery.Count(sessionFile).IsWrittenOut && (remains.Output is not { } output || new RecoveredChunks(output, remains).IsDescribed);
    }

    private static long SizeOf(DeadProcess process)
    {
        long bytes = 0;
        foreach (string file in process.Files(""))
        {
            var facts = new FileInfo(file);
            bytes += facts.Exists ? facts.Length : 0;
        }

        return bytes;
    }
}
