using System.Diagnostics;
using Tracing.Reader.Tests.Traces;
using Tracing.Runtime;
using Xunit;

namespace Tracing.Reader.Tests.Reading;

/// <summary>Times of events from <c>clock:sync</c> records, and the statedump, by the reader.</summary>
public class ClockSyncTests
{
    /// <summary>The machine may correct its wall clock meanwhile, and be busy.</summary>
    private const long Tolerance = 60_000_000_000;

    [Fact]
    public void TimesAreThoseOfTheRecords()
    {
        using var folder = new TraceFolder();
        string trace = Path.Combine(folder.Path, "trace");
        using (TraceSession session = TraceSession.Start(trace, "nothing:*"))
        {
            session.Stop();
        }

        TraceReader reader = TraceReader.Open(trace);
        ClockSyncTable table = ClockSyncTable.Read(reader);
        Assert.True(table.Syncs.Count >= 2);
        for (int i = 0; i < table.Syncs.Count; i++)
        {
            Assert.Equal(table.Syncs[i].Realtime, table.ToRealtime(table.Syncs[i].Cycles));
            Assert.True(i == 0 || table.Syncs[i].Cycles > table.Syncs[i - 1].Cycles);
        }

        // A clock that tells time goes on beyond the records, and between them they say what the metadata says.
        ClockSync first = table.Syncs[0], last = table.Syncs[^1];
        Assert.Equal(first.Realtime - 5, table.ToRealtime(first.Cycles - 5));
        Assert.Equal(last.Realtime + 7, table.ToRealtime(last.Cycles + 7));
        foreach (TraceEvent item in reader)
        {
            Assert.InRange(table.ToRealtime(item.Cycles)!.Value - item.Timestamp, -Tolerance, Tolerance);
            Assert.True(item.Class!.IsState);
        }
    }

    [Fact]
    public void ACounterIsOnTheLineBetweenTwoRecords()
    {
        using var folder = new TraceFolder();
        string trace = Path.Combine(folder.Path, "trace");
        string app = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Tracing.TestApp", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Tracing.TestApp"));
        long before = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        using (Process process = Process.Start(new ProcessStartInfo(app, ["clocks", trace, "Counter", "-"]) { RedirectStandardOutput = true })!)
        {
            process.WaitForExit();
        }

        TraceReader reader = TraceReader.Open(trace);
        ClockSyncTable table = ClockSyncTable.Read(reader);
        ClockSync first = table.Syncs[0], last = table.Syncs[^1];
        Assert.Equal(first.Realtime, table.ToRealtime(0));
        Assert.Equal(last.Realtime, table.ToRealtime(ulong.MaxValue));
        long time = 0;
        foreach (TraceEvent item in reader)
        {
            if (!item.Class!.IsState)
            {
                long next = table.ToRealtime(item.Cycles)!.Value;
                Assert.InRange(next, Math.Max(time, first.Realtime), last.Realtime);
                time = next;
            }
        }

        Assert.InRange(time - before, -Tolerance, Tolerance + last.Realtime - first.Realtime);
    }

    [Fact]
    public void AStatedumpIsReadWithItsTypes()
    {
        using var folder = new TraceFolder();
        string trace = Path.Combine(folder.Path, "trace");
        using (TraceSession session = TraceSession.Start(trace, "nothing:*"))
        {
            session.Stop();
        }

        var names = new HashSet<string>();
        foreach (TraceEvent item in TraceReader.Open(trace, new TraceReaderOptions { Strict = true }))
        {
            names.Add(item.Name);
            switch (item.Name)
            {
                case "statedump:process":
                    Assert.Equal(Environment.ProcessId, item.GetInt64("pid"));
                    Assert.Equal(Environment.ProcessPath, item.GetString("exe"));
                    break;
                case "lttng_ust_statedump:build_id":
                    Assert.InRange(item["build_id"].Count, 1, 64);
                    break;
                case "statedump:end":
                    Assert.True(item["complete"].AsBoolean());
                    break;
            }
        }

        Assert.Superset(new HashSet<string> { "statedump:begin", "statedump:end", "statedump:process", "statedump:assembly", "statedump:thread", "clock:sync" }, names);
    }

    [Fact]
    public void WithoutRecordsThereIsNoTime()
    {
        using var folder = new TraceFolder();
        string trace = Path.Combine(folder.Path, "trace");
        using (TraceSession session = TraceSession.Start(trace, "nothing:*"))
        {
            session.Stop();
        }

        File.Delete(Path.Combine(trace, "tracing_1"));
        ClockSyncTable table = ClockSyncTable.Read(TraceReader.Open(trace));
        Assert.Empty(table.Syncs);
        Assert.Null(table.ToRealtime(1));
    }
}
