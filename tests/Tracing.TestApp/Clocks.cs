using Tracing.Runtime;
using Tracing.Runtime.Clock;

namespace TestApp;

/// <summary>Records with a clock that the whole process gets.</summary>
internal static class Clocks
{
    private const int Threads = 4;
    private const int Events = 20_000;

    /// <summary>Emits numbers that rise by one from event to event, over several threads, handed on under a lock.</summary>
    /// <param name="output">The trace's folder.</param>
    /// <param name="clock">A <see cref="ClockKind"/> that the session asks for; <c>-</c> for none.</param>
    /// <param name="clockSource">A file that stands for the kernel's choice of a clocksource; <c>-</c> for the kernel's own.</param>
    public static void Run(string output, string clock, string clockSource)
    {
        if (clockSource != "-")
        {
            TraceClockSetup.ClockSourcePath = clockSource;
        }

        using TraceSession session = TraceSession.Create("clocks", new TraceSessionOptions { Output = output, Clock = clock == "-" ? null : Enum.Parse<ClockKind>(clock) });
        session.Enable("app:Number");
        try
        {
            session.Start();
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine(exception.Message);
            return;
        }

        object gate = new();
        int next = 0;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            while (true)
            {
                lock (gate)
                {
                    if (next == Events)
                    {
                        return;
                    }

                    AppTrace.Number(next++);
                }
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        session.Stop();
        Console.WriteLine($"lost {session.Statistics.Discarded}");
    }
}
