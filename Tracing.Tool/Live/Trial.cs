using System.Diagnostics;
using System.Text.Json;
using Tracing.Control;
using Tracing.Reader;
using Tracing.Tool.Commands;
using Tracing.Tool.Control;

namespace Tracing.Tool.Live;

/// <summary>What a rule would have recorded of a process in a while.</summary>
/// <param name="Process">The process.</param>
/// <param name="Elapsed">The while.</param>
/// <param name="Statistics">What was counted.</param>
/// <param name="BytesAnEvent">Mean size in a trace, with a share of the packets' heads; null where there was none to measure.</param>
internal sealed record Trial(HelloResult Process, TimeSpan Elapsed, StatisticsEntry Statistics, double? BytesAnEvent)
{
    /// <summary>
    /// What an event costs its thread when it is recorded, and when a filter refuses it after it was written, in ns: int, long and string with the ordered clock
    /// (README, "What it costs"; tests/Tracing.Benchmarks). That is an estimate: other machines and larger events differ.
    /// </summary>
    public const double CostNs = 23.3;

    /// <summary>A sample of this size tells the size of events well enough.</summary>
    private const string SampleBytes = "1MiB";

    /// <summary>Events that matched: all of them are either in the rings, were overwritten there, or were too many.</summary>
    public long Matched => Statistics.Recorded + Statistics.Overwritten + Statistics.Discarded + Statistics.TooLarge;

    /// <summary>Bytes that a trace would have taken; null where no event tells their size.</summary>
    public double? Bytes => Matched == 0 ? 0 : BytesAnEvent * Matched;

    /// <summary>Of one processor's time.</summary>
    public double CpuShare => (Matched + Statistics.Filtered) * CostNs / Elapsed.TotalNanoseconds;

    /// <summary>Tries it.</summary>
    /// <param name="client">The process.</param>
    /// <param name="session">The name of the session that is made and removed again.</param>
    /// <param name="form">The session.</param>
    /// <param name="wait">Lasts as long as it is tried.</param>
    public static Trial Run(ControlClient client, string session, JsonElement form, Action wait)
    {
        client.Create(form, whileConnected: true);
        string sample = Path.Combine(Path.GetTempPath(), $"{session}-{client.Process.Pid}");
        long begin = Stopwatch.GetTimestamp();
        try
        {
            wait();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(begin);
            StatisticsEntry statistics = client.Sessions(session)[0].Statistics;
            double? size = null;
            if (statistics.Recorded > 0)
            {
                client.Snapshot(new SnapshotParams { Session = session, Folder = sample, MaxBytes = JsonElement.Parse($"\"{SampleBytes}\"") });
                size = Measure(sample);
            }

            return new Trial(client.Process, elapsed, statistics, size);
        }
        finally
        {
            Remove(client, session, sample);
        }
    }

    private static void Remove(ControlClient client, string session, string sample)
    {
        try
        {
            client.Change(ControlMethods.DestroySession, session);
        }
        catch (ControlException)
        {
            // The process is gone, and the session with it.
        }

        try
        {
            Directory.Delete(sample, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There was nothing to measure, or another user's process wrote it.
        }
    }

    private static double? Measure(string folder)
    {
        long bytes = Directory.EnumerateFiles(folder).Where(static file => Path.GetFileName(file).StartsWith(SessionCreateCommand.DefaultChannel, StringComparison.Ordinal)).Sum(static file => new FileInfo(file).Length);
        long events = 0;
        foreach (TraceEvent item in TraceReader.Open(folder))
        {
            events += item.Kind == TraceItemKind.Event && !item.Class!.IsState ? 1 : 0;
        }

        return events == 0 ? null : (double)bytes / events;
    }
}
