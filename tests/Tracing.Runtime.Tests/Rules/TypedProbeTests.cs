using System.Diagnostics.Tracing;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Rules;

/// <summary>Typed probes: handlers of the application's that run in the thread that emits.</summary>
public class TypedProbeTests
{
    private const int Events = 2_000;

    [Fact]
    public void SeveralHandlersAreCalledInTheOrderInWhichTheyWereAttached()
    {
        var calls = new List<string>();
        using (ProbedTrace.AttachOrdered(value => calls.Add($"a{value}")))
        using (IDisposable second = ProbedTrace.AttachOrdered(value => calls.Add($"b{value}")))
        using (ProbedTrace.AttachOrdered(value => calls.Add($"c{value}")))
        {
            ProbedTrace.Ordered(1);
            second.Dispose();
            ProbedTrace.Ordered(2);
        }

        ProbedTrace.Ordered(3);
        Assert.Equal(["a1", "b1", "c1", "a2", "c2"], calls);
        Assert.False(ProbedTrace.OrderedEnabled);
    }

    [Fact]
    public void TheSameHandlerAttachedTwiceIsTwoAttachments()
    {
        int calls = 0;
        ProbedTrace.TwiceHandler handler = () => calls++;
        IDisposable first = ProbedTrace.AttachTwice(handler);
        using (ProbedTrace.AttachTwice(handler))
        {
            ProbedTrace.Twice();
            first.Dispose();
            first.Dispose();
            ProbedTrace.Twice();
        }

        ProbedTrace.Twice();
        Assert.Equal(3, calls);
    }

    [Fact]
    public void HandlersAreCalledWithASessionAndWithout()
    {
        using var folder = new TempFolder();
        int sum = 0;
        using (ProbedTrace.AttachRecorded(value => sum += value))
        {
            ProbedTrace.Recorded(1);
            using (TraceSession session = TraceSession.Start(folder["trace"], "probed:Recorded"))
            {
                ProbedTrace.Recorded(10);
                session.Disable("probed:Recorded");
                ProbedTrace.Recorded(100);
                session.Enable("probed:Recorded");
                ProbedTrace.Recorded(1000);
            }

            ProbedTrace.Recorded(10_000);
        }

        Assert.Equal(11_111, sum);
        Assert.Equal(2, Babeltrace.Read(folder["trace"]).Length);
    }

    [Fact]
    public void AHandlerThatThrowsIsDetachedAndReportedAndTheOthersAreCalled()
    {
        using var listener = new FaultListener();
        using var folder = new TempFolder();
        int calls = 0;
        int faults = 0;
        using (TraceSession session = TraceSession.Start(folder["trace"], "probed:Faulty"))
        using (ProbedTrace.AttachFaulty(_ =>
        {
            faults++;
            throw new InvalidOperationException("from a handler");
        }))
        using (ProbedTrace.AttachFaulty(_ => calls++))
        {
            ProbedTrace.Faulty(1);
            ProbedTrace.Faulty(2);
            session.Stop();
            Assert.Equal(2, session.Statistics.Recorded);
        }

        Assert.Equal((1, 2), (faults, calls));
        Assert.Contains("from a handler", Assert.Single(listener.Faults, static fault => fault.StartsWith("probed:Faulty ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void AfterDisposeReturnsTheHandlerIsNotRunningAndNeverRunsAgain()
    {
        // Several threads emit all the while, and attach and detach handlers of their own.
        int violations = 0;
        bool isDone = false;
        Threads.Run(4, index =>
        {
            if (index > 1)
            {
                while (!Volatile.Read(ref isDone))
                {
                    ProbedTrace.Contended(index);
                }

                return;
            }

            try
            {
                for (int i = 0; i < Events; i++)
                {
                    int state = 0;
                    IDisposable attachment = ProbedTrace.AttachContended(_ =>
                    {
                        // What is written between the two cannot be seen once Dispose has returned.
                        Interlocked.Increment(ref state);
                        Thread.SpinWait(20);
                        Interlocked.Increment(ref state);
                    });
                    ProbedTrace.Contended(index);
                    attachment.Dispose();
                    int after = Volatile.Read(ref state);
                    Thread.SpinWait(200);
                    if ((after & 1) != 0 || after != Volatile.Read(ref state))
                    {
                        Interlocked.Increment(ref violations);
                    }
                }
            }
            finally
            {
                if (index == 0)
                {
                    Volatile.Write(ref isDone, true);
                }
            }
        });
        Assert.Equal(0, violations);
        Assert.False(ProbedTrace.ContendedEnabled);
    }

    [Fact]
    public void DisposeWaitsForAHandlerThatRunsInAnotherThread()
    {
        using var entered = new ManualResetEventSlim();
        using var mayLeave = new ManualResetEventSlim();
        bool hasLeft = false;
        IDisposable attachment = ProbedTrace.AttachSlow(() =>
        {
            entered.Set();
            mayLeave.Wait();
            Volatile.Write(ref hasLeft, true);
        });
        var emitter = new Thread(ProbedTrace.Slow);
        emitter.Start();
        entered.Wait(TestContext.Current.CancellationToken);
        var releaser = new Thread(() =>
        {
            // Detached by now, or about to be: either way Dispose is to return behind the handler's end.
            SpinWait.SpinUntil(static () => !ProbedTrace.SlowEnabled);
            mayLeave.Set();
        });
        releaser.Start();
        attachment.Dispose();
        Assert.True(Volatile.Read(ref hasLeft));
        emitter.Join();
        releaser.Join();
    }

    [Fact]
    public void AHandlerMayEmitAttachAndDetach()
    {
        var calls = new List<string>();
        IDisposable? inner = null;
        using (ProbedTrace.AttachOuter(value =>
        {
            calls.Add($"outer {value}");
            ProbedTrace.Inner(value);
            inner ??= ProbedTrace.AttachInner(nested =>
            {
                calls.Add($"inner {nested}");

                // A circle: the event is emitted, but its handlers are not called again.
                ProbedTrace.Inner(nested + 100);
            });
        }))
        {
            ProbedTrace.Outer(1);
            ProbedTrace.Outer(2);
            inner!.Dispose();
            ProbedTrace.Outer(3);
        }

        Assert.Equal(["outer 1", "outer 2", "inner 2", "outer 3"], calls);
    }

    [Fact]
    public void AHandlerMayDetachItselfAndOthers()
    {
        var calls = new List<string>();
        IDisposable? self = null;
        IDisposable? other = null;
        self = ProbedTrace.AttachSelf(() =>
        {
            calls.Add("self");
            self!.Dispose();
            other!.Dispose();
        });
        other = ProbedTrace.AttachSelf(() => calls.Add("other"));
        using IDisposable last = ProbedTrace.AttachSelf(() => calls.Add("last"));
        ProbedTrace.Self();
        ProbedTrace.Self();
        Assert.Equal(["self", "last", "last"], calls);
    }

    [Fact]
    public void HandlersThatDetachEachOtherDoNotWaitForEachOther()
    {
        for (int i = 0; i < 200; i++)
        {
            IDisposable? first = null;
            IDisposable? second = null;
            first = ProbedTrace.AttachLeft(() => second!.Dispose());
            second = ProbedTrace.AttachRight(() => first!.Dispose());
            Threads.Run(2, static index =>
            {
                if (index == 0)
                {
                    ProbedTrace.Left();
                }
                else
                {
                    ProbedTrace.Right();
                }
            });
            first.Dispose();
            second.Dispose();
        }

        Assert.False(ProbedTrace.LeftEnabled || ProbedTrace.RightEnabled);
    }

    /// <summary>What the tracer reports of handlers.</summary>
    private sealed class FaultListener : EventListener
    {
        private readonly List<string> _faults = [];

        public string[] Faults
        {
            get
            {
                lock (_faults)
                {
                    return [.. _faults];
                }
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Tracing-Runtime")
            {
                EnableEvents(eventSource, EventLevel.Informational);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName == "HandlerFaulted")
            {
                lock (_faults)
                {
                    _faults.Add(string.Join(' ', eventData.Payload!));
                }
            }
        }
    }
}

[TracepointProvider("probed")]
internal static partial class ProbedTrace
{
    [Tracepoint]
    public static partial void Ordered(int value);

    [Tracepoint]
    public static partial void Twice();

    [Tracepoint]
    public static partial void Recorded(int value);

    [Tracepoint]
    public static partial void Faulty(int value);

    [Tracepoint]
    public static partial void Contended(int value);

    [Tracepoint]
    public static partial void Slow();

    [Tracepoint]
    public static partial void Outer(int value);

    [Tracepoint]
    public static partial void Inner(int value);

    [Tracepoint]
    public static partial void Self();

    [Tracepoint]
    public static partial void Left();

    [Tracepoint]
    public static partial void Right();
}
