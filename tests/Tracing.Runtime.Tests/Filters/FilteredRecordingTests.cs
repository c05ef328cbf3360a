using System.Globalization;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Filters;

/// <summary>Filters of running sessions, seen in the traces that babeltrace reads.</summary>
[Collection(nameof(TestTrace))]
public class FilteredRecordingTests
{
    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void OnlyMatchingEventsAreInTheTrace(BufferScope scope)
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("filtered", new TraceSessionOptions { Output = folder["trace"] });
        TraceChannel channel = session.AddChannel("channel", new ChannelOptions { Scope = scope });
        session.Enable("test:Number", channel, new EventRuleOptions { Filter = "value >= 5 && value != 7" });
        session.Enable("test:Text", channel, new EventRuleOptions { Filter = "text == \"a*\" || id == 3" });
        session.Start();
        for (int i = 0; i < 10; i++)
        {
            TestTrace.Number(i);
            TestTrace.Text(i, i % 2 == 0 ? $"a{i}" : $"b{i}");
        }

        session.Stop();
        string[] expected =
        [
            "value = 5", "value = 6", "value = 8", "value = 9",
            "id = 0, text = \"a0\"", "id = 2, text = \"a2\"", "id = 3, text = \"b3\"", "id = 4, text = \"a4\"", "id = 6, text = \"a6\"", "id = 8, text = \"a8\"",
        ];
        Assert.Equal(expected.Order(), Payloads(folder["trace"]).Order());
        Assert.Equal((10, 10, 0), (session.Statistics.Recorded, session.Statistics.Filtered, session.Statistics.Discarded));
    }

    [Theory]
    [InlineData(BufferScope.Thread, BufferMode.Discard)]
    [InlineData(BufferScope.Cpu, BufferMode.Discard)]
    [InlineData(BufferScope.Thread, BufferMode.Overwrite)]
    [InlineData(BufferScope.Cpu, BufferMode.Overwrite)]
    public void ARefusedEventTakesNoRoom(BufferScope scope, BufferMode mode)
    {
        const int Refused = 200_000;
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("refused-filtered-recording", new TraceSessionOptions { Output = folder["trace"] });
        var options = new ChannelOptions { Scope = scope, Mode = mode, SubBufferSize = 4096, SubBufferCount = 2 };
        session.Enable("test:Text", session.AddChannel("channel", options), new EventRuleOptions { Filter = "id < 0" });
        session.Start();

        // On one processor's ring as far as that can be had, by one thread; what is kept fills three quarters of a sub-buffer.
        string text = new('x', 100);
        TestTrace.Text(-1, text);
        for (int i = 0; i < Refused; i++)
        {
            TestTrace.Text(i, text);
            if (i % (Refused / 25) == 0)
            {
                TestTrace.Text(-2, text);
            }
        }

        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Assert.Equal((26, Refused, 0, 0), (statistics.Recorded, statistics.Filtered, statistics.Discarded, statistics.Overwritten));
    }

    [Fact]
    public void ThreadsThatFilterAreCountedExactly()
    {
        const int Each = 50_000;
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("exact", new TraceSessionOptions { Output = folder["trace"] });
        TraceChannel threads = session.AddChannel("threads", new ChannelOptions { SubBufferSize = 4096, SubBufferCount = 2 });
        TraceChannel cpus = session.AddChannel("cpus", new ChannelOptions { Scope = BufferScope.Cpu, SubBufferSize = 4096 });
        session.Enable("test:Number", threads, new EventRuleOptions { Filter = "value & 1" });
        session.Enable("test:Number", cpus, new EventRuleOptions { Filter = "!(value & 3)" });
        session.Start();
        Threads.Run(4, static _ =>
        {
            for (int i = 0; i < Each; i++)
            {
                TestTrace.Number(i);
            }
        });
        session.Stop();
        ChannelStatistics first = session.Statistics.Channels[0];
        ChannelStatistics second = session.Statistics.Channels[1];
        Assert.Equal(4 * Each / 2, first.Filtered);
        Assert.Equal(4 * Each / 2, first.Recorded + first.Discarded);
        Assert.Equal(4 * Each * 3 / 4, second.Filtered);
        Assert.Equal(4 * Each / 4, second.Recorded + second.Discarded);
        Assert.Equal(session.Statistics.Recorded, Babeltrace.Count(folder["trace"]).Events);
    }

    [Fact]
    public void EachSessionHasItsOwnFilter()
    {
        using var folder = new TempFolder();
        using TraceSession low = TraceSession.Create("low", new TraceSessionOptions { Output = folder["low"] });
        using TraceSession high = TraceSession.Create("high", new TraceSessionOptions { Output = folder["high"] });
        using TraceSession all = TraceSession.Create("all", new TraceSessionOptions { Output = folder["all"] });
        low.Enable("test:Number", options: new EventRuleOptions { Filter = "value < 2" });
        high.Enable("test:Number", options: new EventRuleOptions { Filter = "value > 2" });
        all.Enable("test:Number");
        low.Start();
        all.Start();
        high.Start();
        for (int i = 0; i < 5; i++)
        {
            TestTrace.Number(i);
        }

        low.Stop();
        high.Stop();
        all.Stop();
        Assert.Equal(["value = 0", "value = 1"], Payloads(folder["low"]));
        Assert.Equal(["value = 3", "value = 4"], Payloads(folder["high"]));
        Assert.Equal(5, Payloads(folder["all"]).Length);
    }

    [Fact]
    public void TheLatestRuleDecidesAlsoWhileTheSessionRecords()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("latest-filtered-recording", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:*");
        session.Start();
        TestTrace.Number(1);
        session.Enable("test:*", options: new EventRuleOptions { Filter = "value == 3" });
        TestTrace.Number(2);
        TestTrace.Number(3);

        // It has no such field, so the newer rule says nothing of it.
        TestTrace.Text(1, "kept");
        session.Enable("test:*");
        TestTrace.Number(4);
        session.Disable("test:*");
        TestTrace.Number(5);
        session.Enable("test:*", options: new EventRuleOptions { Filter = "value == 7" });
        TestTrace.Number(6);
        TestTrace.Number(7);
        TestTrace.Text(2, "gone");
        session.Stop();
        Assert.Equal(["value = 1", "value = 3", "id = 1, text = \"kept\"", "value = 4", "value = 7"], Payloads(folder["trace"]));
    }

    [Fact]
    public void AFilterCanNameContextsThatTheChannelDoesNotRecord()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("contexts-filtered-recording", new TraceSessionOptions { Output = folder["trace"] });
        TraceChannel channel = session.AddChannel("channel");
        channel.AddContext("vtid");
        session.Enable("test:Number", channel, new EventRuleOptions { Filter = "$ctx.thread_name == \"thread 1\" && $ctx.vtid > 0 && $ctx.vpid > 0" });
        session.Start();
        Threads.Run(3, static thread => TestTrace.Number(thread));
        session.Stop();
        Assert.Equal(["value = 1"], Payloads(folder["trace"]));
        Assert.Equal(2, session.Statistics.Filtered);
    }

    [Fact]
    public void AnEventThatIsTooLargeIsCountedAsSuch()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("large", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("test:Text", session.AddChannel("channel", new ChannelOptions { SubBufferSize = 4096 }), new EventRuleOptions { Filter = "id == 1" });
        session.Start();
        TestTrace.Text(1, new string('x', 4000));
        TestTrace.Text(1, new string('x', 5000));
        TestTrace.Text(2, new string('x', 4000));
        session.Stop();
        Assert.Equal((1, 1, 1), (session.Statistics.Recorded, session.Statistics.TooLarge, session.Statistics.Filtered));
    }

    [Fact]
    public void ChangingAFilterUnderLoadLosesNoCount()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("load", new TraceSessionOptions { Output = folder["trace"] });
        TraceChannel channel = session.AddChannel("channel", new ChannelOptions { SubBufferSize = 4096, SubBufferCount = 2 });
        session.Enable("test:Number", channel);
        session.Start();
        bool stop = false;
        long emitted = 0;
        var changer = new Thread(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                session.Enable("test:Number", channel, new EventRuleOptions { Filter = string.Create(CultureInfo.InvariantCulture, $"value & 1 == {i % 2}") });
            }

            Volatile.Write(ref stop, true);
        });
        changer.Start();
        Threads.Run(3, _ =>
        {
            long mine = 0;
            for (int i = 0; !Volatile.Read(ref stop); i++)
            {
                TestTrace.Number(i);
                mine++;
            }

            Interlocked.Add(ref emitted, mine);
        });
        changer.Join();
        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Assert.Equal(emitted, statistics.Recorded + statistics.Discarded + statistics.Filtered);
        Assert.Equal(statistics.Recorded, Babeltrace.Count(folder["trace"]).Events);
    }

    /// <summary>The fields of each event, in the trace's order.</summary>
    private static string[] Payloads(string trace) =>
        [.. Babeltrace.Read(trace).Select(static line => line[(line.LastIndexOf("{ ", StringComparison.Ordinal) + 2)..line.LastIndexOf(" }", StringComparison.Ordinal)])];
}
