using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Extraction;

/// <summary>
/// Sessions of this process that have ended and left their files to the process that drained them. If that one dies before it is done, this one completes the trace
/// in its place and frees the memory; if it is held up it still has the memory mapped, and is waited for.
/// </summary>
internal static class HandedOver
{
    /// <summary>How often is looked, in ms: what a consumer that is killed leaves stays so long.</summary>
    private const int LookMs = 1000;

    private static readonly Lock s_gate = new();
    private static readonly List<(string SessionFile, IReadOnlyList<uint> RingIds)> s_sessions = [];
    private static Timer? s_timer;

    /// <summary>Whether there are any.</summary>
    public static bool Any
    {
        get
        {
            lock (s_gate)
            {
                return s_sessions.Count > 0;
            }
        }
    }

    /// <summary>Adds a session.</summary>
    /// <param name="sessionFile">Its file.</param>
    /// <param name="ringIds">The numbers of its shared rings, which are returned when the files are gone.</param>
    public static void Add(string sessionFile, IReadOnlyList<uint> ringIds)
    {
        lock (s_gate)
        {
            s_sessions.Add((sessionFile, ringIds));
            s_timer ??= new Timer(static _ => Look(), null, LookMs, Timeout.Infinite);
        }
    }

    /// <summary>Whether a shared ring is one of theirs.</summary>
    public static bool Has(uint ringId)
    {
        lock (s_gate)
        {
            return s_sessions.Exists(session => session.RingIds.Contains(ringId));
        }
    }

    private static void Look()
    {
        (string SessionFile, IReadOnlyList<uint> RingIds)[] sessions;
        lock (s_gate)
        {
            sessions = [.. s_sessions];
        }

        foreach ((string sessionFile, _) in sessions)
        {
            if (File.Exists(sessionFile) && ConsumerLock.IsFree(sessionFile))
            {
                Complete(sessionFile);
            }
        }

        lock (s_gate)
        {
            s_sessions.RemoveAll(static session =>
            {
                bool isGone = !File.Exists(session.SessionFile);
                if (isGone)
                {
                    Array.ForEach([.. session.RingIds], RingBuffer.RingIds.Return);
                }

                return isGone;
            });
            s_timer?.Dispose();
            s_timer = s_sessions.Count == 0 ? null : new Timer(static _ => Look(), null, LookMs, Timeout.Infinite);
        }
    }

    private static void Complete(string sessionFile)
    {
        // Not while somebody else is at it.
        using SessionHold? hold = SessionHold.TryTake(sessionFile, patienceMs: 0);
        if (hold is null)
        {
            return;
        }

        try
        {
            SessionRemains remains = SessionRemains.Read(hold.ReadAll());
            if (remains.Output is { } folder)
            {
                Recovery.RecoverHeld(sessionFile, remains, folder, completes: true);
                return;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder is not there, or full.
        }

        // What is left cannot stay, since this process goes on.
        Recovery.DeleteHeld(sessionFile);
    }
}
