using Tracing.Runtime.Outside;
using Tracing.Runtime.Tests.Statedump;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Outside;

/// <summary>Drains a session of another process from here.</summary>
public class DrainingTests
{
    public static TheoryData<string, BufferMode, string> Kinds { get; } =
    [
        .. from rings in (string[])["thread", "cpu", "shared"]
           from mode in (BufferMode[])[BufferMode.Discard, BufferMode.Block]
           from threads in (string[])["stay", "come-and-go"]
           select new TheoryDataRow<string, BufferMode, string>(rings, mode, threads),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryEventIsInTheTraceOrCountedThere(string rings, BufferMode mode, string threads)
    {
        using var folder = new TempFolder();
        using Producer producer = Producer.Start(folder, rings, mode, threads);
        using var consumer = new Draining(producer.Lend(folder["trace"]), folder["trace"]);
        producer.Ask("emit");
        producer.WaitFor(100_000);
        producer.Ask("pause");
        producer.Ask("lose");
        Assert.Equal("done", producer.Ask("dispose"));
        Assert.Equal(OutsideEnd.Complete, consumer.End);

        (long events, long discarded) = Trace.Count(folder["trace"]);
        (long recorded, long lost, _, _, _) = producer.Statistics();
        Assert.Equal((producer.Emitted, recorded, lost), (events + discarded, events, discarded));
        Assert.Contains("app:MainEntered", Assert.Single(Babeltrace.Losses(folder["trace"]), static line => line.Contains("TooLarge", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Empty(producer.Leftovers);
        Assert.True(mode == BufferMode.Discard || discarded == 1);
    }

    [Fact]
    public void TheStateOfTheProcessIsInEachConsumersTrace()
    {
        using var folder = new TempFolder();
        using Producer producer = Producer.Start(folder, output: folder["own"]);
        foreach (string trace in (string[])["first", "second"])
        {
            using var consumer = new Draining(producer.Lend(folder[trace]), folder[trace]);
            Assert.Equal("done", producer.Ask("back"));
            Assert.Equal(OutsideEnd.TakenBack, consumer.End);
            Dumps.AssertWhole(folder[trace], count: 1);
            Assert.InRange(Babeltrace.Own(folder[trace], "clock:sync").Length, 2, int.MaxValue);
        }
    }

    [Theory]
    [InlineData("thread", 0)]
    [InlineData("thread", 20)]
    [InlineData("thread", 150)]
    [InlineData("cpu", 0)]
    [InlineData("cpu", 50)]
    [InlineData("cpu", 150)]
    [InlineData("shared", 50)]
    public void NothingIsLostOfAProcessThatIsKilled(string rings, int delayMs)
    {
        using var folder = new TempFolder();
        using Producer producer = Producer.Start(folder, rings, threads: "come-and-go");
        using var consumer = new Draining(producer.Lend(folder["trace"]), folder["trace"]);
        producer.Ask("emit");
        producer.WaitFor(10_000);
        producer.KillAfter(delayMs);
        Assert.Equal(OutsideEnd.Complete, consumer.End);
        (long events, long discarded) = Trace.Count(folder["trace"]);
        Assert.InRange(events + discarded, producer.Emitted, producer.Emitted + Producer.Unsaid);
        Assert.Empty(producer.Leftovers);
        Assert.DoesNotContain(TraceRecovery.Find(), left => left.ProcessId == producer.Id);
    }

    [Fact]
    public void AProcessThatEndsLeavesTheRestToTheConsumer()
    {
        using var folder = new TempFolder();
        using Producer producer = Producer.Start(folder);
        using var consumer = new Draining(producer.Lend(folder["trace"]), folder["trace"]);
        producer.Ask("emit");
        producer.WaitFor(10_000);
        producer.Ask("pause");
        producer.Ask("exit");
        producer.Wait();
        Assert.Equal(OutsideEnd.Complete, consumer.End);
        Assert.Equal(producer.Emitted, Trace.Count(folder["trace"]) is var (events, discarded) ? events + discarded : 0);
        Assert.Empty(producer.Leftovers);
    }

    [Fact]
    public void ThreadsKeepTheirNames()
    {
        using var folder = new TempFolder();
        using Producer producer = Producer.Start(folder);
        using var consumer = new Draining(producer.Lend(folder["trace"]), folder["trace"]);
        producer.Ask("emit");
        producer.WaitFor(1000);
        producer.Ask("pause");
        producer.Ask("dispose");
        Assert.Equal(OutsideEnd.Complete, consumer.End);
        Programs.Result read = Programs.Tool("babeltrace2", "--names=payload,context,scope", "--fields=all", folder["trace"]);
        Assert.Contains("emitter 1", read.Output, StringComparison.Ordinal);
    }
}
