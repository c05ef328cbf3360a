using Tracing.Runtime.Clock;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.Sessions;

namespace Tracing.Runtime.Consumer;

/// <summary>
/// The thread that drains all sessions of the process. It polls, since producers never signal: at once while sub-buffers
/// fill, then after a time that grows with the silence. It ends when no session records.
/// </summary>
internal static class ConsumerThread
{
    /// <summary>Shortest sleep, in ms: what the system's timers resolve.</summary>
    private const int MinSleepMs = 1;

    /// <summary>Longest sleep, in ms.</summary>
    private const int MaxSleepMs = 200;

    /// <summary>A silence of t is followed by a sleep of t divided by this: a burst after 1 s of silence is noticed within 20 ms.</summary>
    private const int SilenceDivisor = 50;

    /// <summary>How long an event may stay unseen in an open sub-buffer, in ms.</summary>
    private const int FlushIntervalMs = 1000;

    private static readonly Lock s_gate = new();
    private static readonly List<TraceSession> s_sessions = [];
    private static Thread? s_thread;

    /// <summary>Drains a session from now on.</summary>
    public static void Attach(TraceSession session)
    {
        lock (s_gate)
        {
            if (s_thread is null)
            {
                var thread = new Thread(Run) { IsBackground = true, Name = "Tracing consumer" };

                // May fail where the number of threads is limited; then the session does not start. It waits for the lock first.
                thread.Start();
                s_thread = thread;
            }

            s_sessions.Add(session);
        }
    }

    /// <summary>Drains a session no longer. A drain that goes on meanwhile ends under the session's own lock.</summary>
    public static void Detach(TraceSession session)
    {
        lock (s_gate)
        {
            s_sessions.Remove(session);
        }
    }

    private static void Run()
    {
        long lastFlush = Environment.TickCount64;
        long lastActivity = lastFlush;
        ulong lastRecorded = 0;

        while (TakeSessions() is { } sessions)
        {
            long now = Environment.TickCount64;
            bool isFlush = now - lastFlush >= FlushIntervalMs;
            if (isFlush)
            {
                lastFlush = now;
                ChannelNumbers.ReleaseEndedThreads();
            }

            bool wasBusy = false;
            ulong recorded = 0;
            foreach (TraceSession session in sessions)
            {
                DrainResult result = session.Drain(takeOpen: isFlush);
                wasBusy |= result.WasBusy;
                recorded += result.Recorded;
            }

            ClockFitter.Refit();
            if (recorded != lastRecorded)
            {
                lastRecorded = recorded;
                lastActivity = now;
            }

            if (!wasBusy)
            {
                Thread.Sleep((int)Math.Clamp((now - lastActivity) / SilenceDivisor, MinSleepMs, MaxSleepMs));
            }
        }
    }

    private static TraceSession[]? TakeSessions()
    {
        lock (s_gate)
        {
            if (s_sessions.Count == 0)
            {
                s_thread = null;
                return null;
            }

            return [.. s_sessions];
        }
    }
}
