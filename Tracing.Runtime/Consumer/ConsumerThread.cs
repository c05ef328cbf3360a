using System.Diagnostics;
using Tracing.Runtime.Clock;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.Sessions;
using Tracing.Writing;

namespace Tracing.Runtime.Consumer;

/// <summary>
/// The thread that drains all sessions of the process, and sees to triggers that probes made due. It polls, as often as <see cref="PollPolicy"/> says; out of a long sleep
/// producers wake it (<see cref="ConsumerWake"/>). It ends when no session records and no trigger waits for events.
/// </summary>
internal static class ConsumerThread
{
    /// <summary>From here on a sleep is one that producers can end: there is time enough for them to fill a ring.</summary>
    private static readonly TimeSpan s_longSleep = TimeSpan.FromMilliseconds(1);

    /// <summary>How often ended threads are looked for, and idle memory is given back.</summary>
    private static readonly TimeSpan s_tidyPeriod = TimeSpan.FromSeconds(1);

    private static readonly Lock s_gate = new();

    // Replaced, never changed, under the lock.
    private static TraceSession[] s_sessions = [];
    private static AttachedTrigger[] s_triggers = [];
    private static Thread? s_thread;

    /// <summary>Drains a session from now on.</summary>
    public static void Attach(TraceSession session)
    {
        lock (s_gate)
        {
            EnsureThread();
            s_sessions = [.. s_sessions.Where(other => other != session), session];
        }

        // Its periods may be shorter than the consumer's present sleep.
        ConsumerWake.Rouse();
    }

    /// <summary>Drains a session no longer. A drain that goes on meanwhile ends under the session's own lock.</summary>
    public static void Detach(TraceSession session)
    {
        lock (s_gate)
        {
            s_sessions = Array.FindAll(s_sessions, other => other != session);
        }

        // If it was the last one, the thread ends.
        ConsumerWake.Rouse();
    }

    /// <summary>Sees to a trigger that waits for events, from now on.</summary>
    public static void Attach(AttachedTrigger trigger)
    {
        lock (s_gate)
        {
            EnsureThread();
            s_triggers = [.. s_triggers, trigger];
        }

        // Asleep it looks at those only that it knows of.
        ConsumerWake.Rouse();
    }

    /// <summary>Sees to a trigger no longer.</summary>
    public static void Detach(AttachedTrigger trigger)
    {
        lock (s_gate)
        {
            s_triggers = Array.FindAll(s_triggers, other => other != trigger);
        }

        ConsumerWake.Rouse();
    }

    private static void EnsureThread()
    {
        if (s_thread is null)
        {
            var thread = new Thread(Run) { IsBackground = true, Name = "Tracing consumer" };

            // May fail where the number of threads is limited; then the session does not start. It waits for the lock first.
            thread.Start();
            s_thread = thread;
        }
    }

    private static void Run()
    {
        ProducerWait.ForbidForThread();
        var policy = new PollPolicy();
        var tidy = new FlushTimer(s_tidyPeriod);
        while (TakeWork() is var (sessions, triggers))
        {
            bool mayBeLong = policy.AfterNothing >= s_longSleep;
            if (mayBeLong)
            {
                // Before the look at the rings: a producer that comes after it sees that it must wake us.
                bool drains = IsWokenByProducers(sessions, triggers);
                ConsumerWake.Announce(drains);
                if (!drains && (IsWokenByProducers(sessions, triggers) || !AreCurrent(sessions, triggers)))
                {
                    // Whoever changed that may have come before the word.
                    ConsumerWake.Withdraw();
                    continue;
                }
            }

            TimeSpan now = Now;
            bool isTidying = tidy.IsDue(now);
            if (isTidying)
            {
                ChannelNumbers.ReleaseEndedThreads();
            }

            foreach (AttachedTrigger trigger in triggers)
            {
                trigger.Look();
            }

            var result = new DrainResult();
            TimeSpan most = tidy.Left(now);
            foreach (TraceSession session in sessions)
            {
                result.Add(session.Drain(takeOpen: session.Flush.IsDue(now)));
                if (isTidying)
                {
                    session.Tidy();
                }

                most = Min(most, session.Flush.Left(now));
                most = Min(most, session.TriggersLeft(now) ?? most);
            }

            most = Min(most, ClockFitter.Refit());
            TimeSpan wait = Min(policy.Next(result), most);
            if (mayBeLong && wait >= s_longSleep)
            {
                TimeSpan begin = Now;
                if (ConsumerWake.Sleep(wait))
                {
                    policy.Wake(Now - begin);
                }

                continue;
            }

            ConsumerWake.Withdraw();
            if (wait > TimeSpan.Zero)
            {
                Nap.Take(wait);
            }
        }
    }

    private static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <summary>Whether there are rings that no other process drains, or triggers that wait for events.</summary>
    private static bool IsWokenByProducers(TraceSession[] sessions, AttachedTrigger[] triggers) =>
        triggers.Length > 0 || Array.Exists(sessions, static session => !session.IsLent);

    private static bool AreCurrent(TraceSession[] sessions, AttachedTrigger[] triggers)
    {
        lock (s_gate)
        {
            return s_sessions == sessions && s_triggers == triggers;
        }
    }

    private static (TraceSession[] Sessions, AttachedTrigger[] Triggers)? TakeWork()
    {
        lock (s_gate)
        {
            if (s_sessions.Length == 0 && s_triggers.Length == 0)
            {
                s_thread = null;
                return null;
            }

            return (s_sessions, s_triggers);
        }
    }
}
