using Tracing.Runtime.Clock;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Clock;

/// <summary>The clock of this process. No test here changes its kind, since others record at the same time.</summary>
public class TraceClockTests
{
    private const int Threads = 2;

    [Fact]
    public void NoEventStandsBeforeItsCauseUnderALock()
    {
        const int Events = 1_000_000;
        ClockDescription clock = TraceClockSetup.EnsureStarted(null);
        Assert.SkipWhen(clock.Kind == ClockKind.TscRelaxed, "this clock does not promise it");

        object gate = new();
        ulong last = 0;
        int count = 0, violations = 0;
        Support.Threads.Run(Threads, _ =>
        {
            while (true)
            {
                lock (gate)
                {
                    if (count++ >= Events)
                    {
                        return;
                    }

                    ulong now = ClockDescription.Now();
                    violations += now < last ? 1 : 0;
                    last = now;
                }
            }
        });

        Assert.Equal(0, violations);
    }

    [Fact]
    public void NumbersOfTheCounterAreUniqueAndRiseOnEachThread()
    {
        const int Numbers = 200_000;
        var all = new List<ulong>();
        Support.Threads.Run(Threads, _ =>
        {
            var own = new ulong[Numbers];
            for (int i = 0; i < own.Length; i++)
            {
                own[i] = TraceClock.NextNumber();
                Assert.True(i == 0 || own[i] > own[i - 1]);
            }

            lock (all)
            {
                all.AddRange(own);
            }
        });

        Assert.Equal(Threads * Numbers, all.Distinct().Count());
    }

    [Fact]
    public void AnotherClockThanTheRunningOneIsRefusedWhileItIsInUse()
    {
        ClockDescription clock = TraceClockSetup.EnsureStarted(null);
        ClockKind other = clock.Kind == ClockKind.Counter ? ClockKind.Monotonic : ClockKind.Counter;
        string message = Assert.Throws<InvalidOperationException>(() => TraceClockSetup.EnsureStarted(other)).Message;
        Assert.Contains($"the process uses '{ClockKinds.NameOf(clock.Kind)}'", message, StringComparison.Ordinal);
        Assert.Equal(clock.Kind, TraceClockSetup.EnsureStarted(clock.Kind).Kind);
    }

    [Fact]
    public unsafe void BothWaysToReadTheCycleCounterReadTheSameOne()
    {
        Assert.SkipUnless(CycleCounter.Prepare() is null, "no cycle counter here");
        ulong first = CycleCounter.Reader(isOrdered: true)();
        ulong second = CycleCounter.Reader(isOrdered: false)();
        ulong third = CycleCounter.Reader(isOrdered: true)();
        Assert.InRange(second, first, third);
    }
}
