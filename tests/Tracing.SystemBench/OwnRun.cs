using Tracing.Runtime;

namespace Tracing.SystemBench;

/// <summary>What came of a run.</summary>
/// <param name="Rate">Events a second that the producer emitted.</param>
/// <param name="Lost">How many of them are not in the trace.</param>
/// <param name="Emitted">How many there were.</param>
/// <param name="Cpu">The producer's CPU time.</param>
internal readonly record struct RunResult(double Rate, long Lost, long Emitted, TimeSpan Cpu)
{
    /// <summary>CPU time of an event, in ns: unlike the rate it says little of what else the machine does.</summary>
    public double CpuNs => Cpu.TotalNanoseconds / Emitted;
}

/// <summary>A producer in this process, recorded with a session of default options to a folder.</summary>
internal static class OwnRun
{
    /// <summary>Emits into a new session, and stops it.</summary>
    /// <exception cref="InvalidOperationException">The counts do not add up.</exception>
    public static RunResult Run(WorkFolder folder, ClockKind clock, double perSecond, TimeSpan length)
    {
        string output = folder.Next();
        RunResult result;
        using (TraceSession session = TraceSession.Create("sustained", new TraceSessionOptions { Output = output, Clock = clock }))
        {
            session.Enable("system:*");
            session.Start();
            TaskTimes before = TaskTimes.OfCaller();
            (long events, TimeSpan elapsed) = BenchTrace.Emit(perSecond, length);
            TimeSpan cpu = (TaskTimes.OfCaller() - before).Cpu;
            session.Stop();
            SessionStatistics counts = session.Statistics;
            if (counts.Recorded + counts.Discarded + counts.TooLarge != events)
            {
                throw new InvalidOperationException($"{events} events were emitted, but the session counts {counts}.");
            }

            result = new RunResult(events / elapsed.TotalSeconds, events - counts.Recorded, events, cpu);
        }

        WorkFolder.Delete(output);
        return result;
    }
}
