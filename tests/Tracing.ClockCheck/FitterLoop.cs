using Tracing.Runtime;
using Tracing.Runtime.Clock;

namespace Tracing.ClockCheck;

/// <summary>A clock that runs and is fitted in the background as by a session's consumer thread, until disposed.</summary>
internal sealed class FitterLoop : IDisposable
{
    /// <summary>Longest sleep of a consumer, in ms.</summary>
    private const int MaxSleepMs = 200;

    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;

    public FitterLoop(ClockKind? forced)
    {
        long begin = System.Diagnostics.Stopwatch.GetTimestamp();
        Clock = TraceClockSetup.EnsureStarted(forced);
        double tookMs = System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        Console.WriteLine($"clock {ClockKinds.NameOf(Clock.Kind)}, started in {tookMs:0.00} ms");
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public ClockDescription Clock { get; }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        int sleepMs;
        do
        {
            TimeSpan due = ClockFitter.Refit();
            sleepMs = due < TimeSpan.Zero ? MaxSleepMs : (int)Math.Clamp(due.TotalMilliseconds, 1, MaxSleepMs);
        }
        while (!_stop.Token.WaitHandle.WaitOne(sleepMs));
    }
}
