using System.Diagnostics;
using System.Globalization;
using Tracing.Runtime;
using Tracing.Runtime.Outside;
using Tracing.Runtime.Sessions;

namespace Tracing.SystemBench;

/// <summary>The same producer as <see cref="OwnRun"/>, drained by a process of its own.</summary>
internal static class OutsideRun
{
    /// <summary>Ample: nobody renews it.</summary>
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(5);

    /// <summary>What the consumer's process gets first, events a second and for how long: its code is compiled twice by then, as that of this process is.</summary>
    private const double WarmUpRate = 1e6;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    /// <summary>Emits into a new session, and ends it.</summary>
    /// <exception cref="InvalidOperationException">The counts do not add up, or the consumer failed.</exception>
    public static RunResult Run(WorkFolder folder, ClockKind clock, double perSecond, TimeSpan length)
    {
        string output = folder.Next();
        RunResult result;
        using (TraceSession session = TraceSession.Create("outside", new TraceSessionOptions { IsForOutside = true, Clock = clock }))
        {
            session.Enable("system:*");
            session.Start();
            using Process consumer = StartConsumer(session.Lend(s_lease, output), output);
            (long first, _) = BenchTrace.Emit(WarmUpRate, s_warmUp);
            TaskTimes before = TaskTimes.OfCaller();
            (long events, TimeSpan elapsed) = BenchTrace.Emit(perSecond, length);
            TimeSpan cpu = (TaskTimes.OfCaller() - before).Cpu;
            session.Dispose();
            string end = consumer.StandardOutput.ReadToEnd().Trim();
            consumer.WaitForExit();
            SessionStatistics counts = session.Statistics;
            if (counts.Recorded + counts.Discarded + counts.TooLarge != first + events || end != string.Create(CultureInfo.InvariantCulture, $"{OutsideEnd.Complete} {counts.Recorded}"))
            {
                throw new InvalidOperationException($"{first + events} events were emitted, but the session counts {counts}, and the consumer says '{end}'.");
            }

            result = new RunResult(events / elapsed.TotalSeconds, first + events - counts.Recorded, events, cpu);
        }

        WorkFolder.Delete(output);
        return result;
    }

    /// <summary>What the consumer's process does.</summary>
    public static int Drain(string folder, string traceId, string term, string output)
    {
        using var consumer = new OutsideConsumer(new LentSession(folder, Guid.Parse(traceId), ushort.Parse(term, CultureInfo.InvariantCulture)), output);
        Console.WriteLine("ready");
        OutsideEnd end = consumer.Run(CancellationToken.None);
        Measuring.Print($"{end} {consumer.Written}");
        return 0;
    }

    private static Process StartConsumer(LentSession session, string output)
    {
        string[] arguments = ["drain", session.Folder, session.TraceId.ToString("N"), session.Term.ToString(CultureInfo.InvariantCulture), output];
        string program = Environment.ProcessPath!;
        var start = Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? new ProcessStartInfo(program, [typeof(OutsideRun).Assembly.Location, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.RedirectStandardOutput = true;
        Process process = Process.Start(start)!;
        return process.StandardOutput.ReadLine() == "ready" ? process : throw new InvalidOperationException("The consumer did not start.");
    }
}
