using System.Diagnostics;
using Tracing.Registry;
using Tracing.Runtime.Consumer;

namespace Tracing.Runtime.RingBuffer;

/// <summary>
/// How a producer waits for room in a channel that blocks. Never in a thread that the consumer, or whoever stops the session,
/// may itself be waiting for: there the record is lost at once.
/// </summary>
internal static class ProducerWait
{
    /// <summary>First wait: about as long as the consumer takes for a sub-buffer.</summary>
    private static readonly TimeSpan s_shortest = PollPolicy.Shortest;

    /// <summary>Longest wait between two looks at the ring.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(1);

    [ThreadStatic]
    private static int t_forbidden;

    private static readonly Lock s_gate = new();

    /// <summary>How many threads are patient. Changes under the lock; each reads what it wrote itself, and all others may see any value.</summary>
    private static int s_patientThreads;

    [ThreadStatic]
    private static TimeSpan t_patience;

    /// <summary>How long the calling thread waits for room for one record, whatever the channel's mode; see <see cref="BePatient"/>. Zero for most.</summary>
    // The count first: a thread's first look at its own field allocates, which a probe must not.
    public static TimeSpan Patience => s_patientThreads == 0 ? TimeSpan.Zero : t_patience;

    /// <summary>
    /// Makes the calling thread wait for room in any mode until the result is disposed of: while it runs methods that tell the application's state, which would else fill a
    /// ring sooner than it is written.
    /// </summary>
    /// <param name="most">For one record.</param>
    public static PatientScope BePatient(TimeSpan most)
    {
        lock (s_gate)
        {
            s_patientThreads++;
        }

        var scope = new PatientScope(t_patience);
        t_patience = most;
        return scope;
    }

    /// <summary>Ends the calling thread's patience: it waited in vain, nothing is being written, and the next records are not waited for.</summary>
    public static void LosePatience() => t_patience = TimeSpan.Zero;

    /// <summary>Whether the calling thread may wait for the consumer.</summary>
    public static bool IsAllowed => t_forbidden == 0 && !TracepointRegistry.IsChanging;

    /// <summary>Forbids waiting in the calling thread for good.</summary>
    public static void ForbidForThread() => t_forbidden++;

    /// <summary>Forbids waiting in the calling thread, which holds a lock that the consumer takes, until the result is disposed of.</summary>
    public static Scope Forbid()
    {
        var scope = new Scope(t_forbidden);
        t_forbidden++;
        return scope;
    }

    /// <summary>Waits a moment. False when the time is over.</summary>
    /// <param name="timeout">How long all waits for one record may take.</param>
    /// <param name="deadline">0 at the first call for a record, then kept for the next.</param>
    public static bool TryWait(TimeSpan timeout, ref long deadline)
    {
        long now = Stopwatch.GetTimestamp();
        if (deadline == 0)
        {
            deadline = now + (long)(timeout.TotalSeconds * Stopwatch.Frequency);
        }

        if (now >= deadline)
        {
            return false;
        }

        TimeSpan left = Stopwatch.GetElapsedTime(now, deadline);
        TimeSpan elapsed = timeout - left;
        TimeSpan wait = elapsed < s_shortest ? s_shortest : elapsed < s_longest ? elapsed : s_longest;
        Nap.Take(wait < left ? wait : left);
        return true;
    }

    /// <summary>See <see cref="BePatient"/>.</summary>
    public readonly ref struct PatientScope(TimeSpan outer)
    {
        /// <summary>Waits as long as before.</summary>
        public void Dispose()
        {
            t_patience = outer;
            lock (s_gate)
            {
                s_patientThreads--;
            }
        }
    }

    /// <summary>See <see cref="Forbid"/>.</summary>
    public readonly ref struct Scope(int outer)
    {
        /// <summary>Allows it again, if it was.</summary>
        public void Dispose() => t_forbidden = outer;
    }
}
