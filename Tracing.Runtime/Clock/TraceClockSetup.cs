using System.Diagnostics;
using Tracing.Writing;

namespace Tracing.Runtime.Clock;

/// <summary>Chooses and starts the clock of the process. Thread-safe.</summary>
internal static class TraceClockSetup
{
    private static readonly Lock s_gate = new();
    private static ClockKind? s_kind;

    /// <summary>Whether somebody asked for the running clock, so that it is no longer right once nobody does.</summary>
    private static bool s_wasForced;

    /// <summary>Where the kernel names its clocksource; another file in tests.</summary>
    public static string ClockSourcePath { get; set; } = ClockSource.DefaultPath;

    /// <summary>The running clock; null before the first session started.</summary>
    public static ClockKind? Running
    {
        get
        {
            lock (s_gate)
            {
                return s_kind;
            }
        }
    }

    /// <summary>
    /// Starts the clock before the first session records; later calls find it running and put it right, if nobody fitted it for a
    /// while. The first call takes a few milliseconds with the cycle counter.
    /// </summary>
    /// <param name="forced">The clock that is asked for; null leaves the choice.</param>
    /// <param name="mayReplace">
    /// Whether another clock may take the place of the running one: only while no session records. Else a forced clock must be
    /// the running one, and no forced clock means that.
    /// </param>
    /// <returns>The clock, with its offset to wall-clock time as of now.</returns>
    /// <exception cref="InvalidOperationException">The forced clock cannot be used here, or another one is in use.</exception>
    public static ClockDescription EnsureStarted(ClockKind? forced, bool mayReplace = false)
    {
        lock (s_gate)
        {
            if (s_kind is not { } running || (mayReplace && (forced is null ? s_wasForced : forced != running)))
            {
                s_kind = StartBest(forced);
                s_wasForced = forced is not null;
            }
            else if (forced is { } kind && kind != running)
            {
                throw new InvalidOperationException(
                    $"The clock '{ClockKinds.NameOf(kind)}' was asked for, but the process uses '{ClockKinds.NameOf(running)}', and all its sessions share one. " +
                    "Ask for that one or for none, or start this session before the others.");
            }

            ClockFitter.Refit();
            return ClockDescription.Of(s_kind.Value);
        }
    }

    private static ClockKind StartBest(ClockKind? forced)
    {
        LineFitter? fitter = null;
        string? cycleCounterLack = forced is ClockKind.Monotonic or ClockKind.Counter ? "" : TryStartCycleCounter(forced ?? ClockKind.Tsc, out fitter);
        ClockKind kind = ClockKinds.Choose(forced, cycleCounterLack, FindMonotonicLack());
        if (!ClockKinds.IsCycleCounter(kind))
        {
            // plain write: no session records, and what makes the next one's probes record publishes this as well.
            TraceClock.s_line = null;
        }

        TraceClock.s_isCounter = kind == ClockKind.Counter;
        ClockFitter.Replace(fitter);
        return kind;
    }

    private static string? TryStartCycleCounter(ClockKind kind, out LineFitter? fitter)
    {
        fitter = null;
        if (CycleCounter.Prepare() is { } noCode)
        {
            return noCode;
        }

        // The first measurement runs while the kernel is asked.
        var candidate = new LineFitter(new CycleClock(kind));
        if ((ClockSource.FindLack(ClockSourcePath) ?? candidate.TryStart()) is { } lack)
        {
            return lack;
        }

        fitter = candidate;
        return null;
    }

    private static string? FindMonotonicLack() => Stopwatch.IsHighResolution ? null : "the system has no clock of high resolution";
}
