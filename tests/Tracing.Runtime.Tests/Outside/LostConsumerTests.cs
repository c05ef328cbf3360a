using Tracing.Runtime.Outside;
using Tracing.Runtime.Sessions;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Outside;

/// <summary>The consumer is killed, held up, or goes by itself; the process goes on, and every event is in one place.</summary>
public class LostConsumerTests
{
    private const int LeaseMs = 500;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("thread", 0)]
    [InlineData("thread", 30)]
    [InlineData("thread", 200)]
    [InlineData("cpu", 10)]
    [InlineData("cpu", 100)]
    [InlineData("shared", 50)]
    public void ASessionWithoutAnOutputEndsWithItsConsumerAndItsTraceIsCompleted(string rings, int delayMs)
    {
        using var folder = new TempFolder();
        using Producer producer = Producer.Start(folder, rings, threads: "come-and-go");
        using Child consumer = Producer.Drain(producer.Lend(folder["trace"]), folder["trace"]);
        producer.Ask("emit");
        producer.WaitFor(5000);
        consumer.KillAfter(delayMs);
        long emitted = producer.Emitted;
        Assert.Equal("done", producer.Ask("end-lease"));
        Assert.True(SpinWait.SpinUntil(() => producer.Leftovers.Length == 0, s_patience), "The memory is not freed.");

        // It goes on without being recorded.
        producer.WaitFor(1000);
        (long recorded, long lost, int ringCount, _, bool isStarted) = producer.Statistics();
        Assert.False(isStarted);
        Assert.InRange(recorded + lost, emitted, producer.Emitted);
        Assert.Equal((recorded, lost), Trace.Count(folder["trace"]));
        Assert.True(ringCount > 0);
    }

    [Theory]
    [InlineData("thread", 0)]
    [InlineData("thread", 30)]
    [InlineData("thread", 200)]
    [InlineData("cpu", 10)]
    [InlineData("cpu", 100)]
    [InlineData("shared", 50)]
    public void ASessionWithAnOutputGoesOnThere(string rings, int delayMs)
    {
        using var folder = new TempFolder();
        using Producer producer = Producer.Start(folder, rings, threads: "come-and-go", output: folder["trace/own"]);
        producer.Ask("emit");
        producer.WaitFor(5000);
        using Child consumer = Producer.Drain(producer.Lend(folder["trace/outside"]), folder["trace/outside"]);
        producer.WaitFor(5000);
        consumer.KillAfter(delayMs);
        Assert.Equal("done", producer.Ask("end-lease"));
        Assert.True(SpinWait.SpinUntil(() => !producer.Statistics().IsLent, s_patience), "It is not taken back.");
        _ = Trace.Count(folder["trace/outside"]);
        producer.WaitFor(5000);
        AssertAllIsThere(producer, folder["trace"]);
    }

    [Theory]
    [InlineData("thread")]
    [InlineData("cpu")]
    public void AConsumerThatIsHeldUpPastItsLeaseHarmsNothing(string rings)
    {
        using var folder = new TempFolder();
        using Producer producer = Producer.Start(folder, rings, output: folder["trace/own"]);
        using Child consumer = Producer.Drain(producer.Lend(folder["trace/outside"], LeaseMs), folder["trace/outside"]);
        producer.Ask("emit");
        producer.WaitFor(5000);
        consumer.Signal("STOP");
        Assert.True(SpinWait.SpinUntil(() => !producer.Statistics().IsLent, s_patience), "It is not taken back.");
        producer.WaitFor(5000);

        // It may go on at any time, so nobody else gets the rings, nor its folder.
        Assert.StartsWith("InvalidOperationException: The last consumer of session 'lent'", producer.Ask($"lend {LeaseMs} -"), StringComparison.Ordinal);
        consumer.Signal("CONT");
        Assert.StartsWith($"{OutsideEnd.TakenBack} ", consumer.Read(), StringComparison.Ordinal);
        consumer.Wait();
        producer.WaitFor(5000);

        // And now to the same folder again.
        using (var next = new Draining(producer.Lend(folder["trace/outside"]), folder["trace/outside"]))
        {
            producer.WaitFor(5000);
            Assert.Equal("done", producer.Ask("back"));
            Assert.Equal(OutsideEnd.TakenBack, next.End);
        }

        producer.WaitFor(5000);
        AssertAllIsThere(producer, folder["trace"]);
    }

    [Fact]
    public void WhatAConsumerThatIsHeldUpWasLeftItWritesWhenItGoesOn()
    {
        using var folder = new TempFolder();
        using Producer producer = Producer.Start(folder);
        using Child consumer = Producer.Drain(producer.Lend(folder["trace"], LeaseMs), folder["trace"]);
        producer.Ask("emit");
        producer.WaitFor(5000);
        consumer.Signal("STOP");
        Assert.True(SpinWait.SpinUntil(() => !producer.Statistics().IsStarted, s_patience), "It does not end.");
        (long recorded, long lost, _, _, _) = producer.Statistics();
        consumer.Signal("CONT");
        Assert.StartsWith($"{OutsideEnd.Complete} ", consumer.Read(), StringComparison.Ordinal);
        Assert.Equal((recorded, lost), Trace.Count(folder["trace"]));
        Assert.Empty(producer.Leftovers);
    }

    [Theory]
    [InlineData("thread")]
    [InlineData("cpu")]
    public void OneConsumerAfterAnotherDrainsToOneFolder(string rings)
    {
        using var folder = new TempFolder();
        using Producer producer = Producer.Start(folder, rings, threads: "come-and-go");
        producer.Ask("emit");
        for (int i = 0; i < 3; i++)
        {
            using var consumer = new Draining(producer.Lend(folder["trace"]), folder["trace"]);
            producer.WaitFor(5000);
            consumer.Stop();
            Assert.Equal(OutsideEnd.Asked, consumer.End);
            Assert.Equal("done", producer.Ask("back"));
        }

        using var last = new Draining(producer.Lend(folder["trace"]), folder["trace"]);
        producer.WaitFor(5000);
        producer.Ask("pause");
        Assert.Equal("done", producer.Ask("dispose"));
        Assert.Equal(OutsideEnd.Complete, last.End);
        Assert.Equal(producer.Emitted, Trace.Count(folder["trace"]) is var (events, discarded) ? events + discarded : 0);
    }

    [Theory]
    [InlineData("thread", "own")]
    [InlineData("cpu", "own")]
    [InlineData("cpu", "none")]
    public void WhereBothAreKilledARecoveryCompletesTheConsumersFolder(string rings, string output)
    {
        using var folder = new TempFolder();
        using Producer producer = Producer.Start(folder, rings, threads: "come-and-go", output: output == "none" ? "-" : folder["trace/own"]);
        using Child consumer = Producer.Drain(producer.Lend(folder["trace/outside"]), folder["trace/outside"]);
        producer.Ask("emit");
        producer.WaitFor(20_000);
        consumer.Kill();
        producer.Kill();
        RecoverableTrace left = Assert.Single(TraceRecovery.Find(), left => left.ProcessId == producer.Id);
        Assert.Equal(folder["trace/outside"], left.OutputFolder);
        Assert.Equal(left.Events, left.Recover());
        (long events, long discarded) = Trace.Count(folder["trace"]);
        Assert.InRange(events + discarded, producer.Emitted, producer.Emitted + Producer.Unsaid);
        Assert.Empty(producer.Leftovers);
    }

    [Fact]
    public void ASessionThatNobodyComesToDrainEnds()
    {
        using var folder = new TempFolder();
        using Producer producer = Producer.Start(folder);
        producer.Lend(folder["trace"], LeaseMs);
        Assert.Equal("done", producer.Ask("renew"));
        Assert.Equal("done", producer.Ask("back"));
        Assert.StartsWith("InvalidOperationException: Session 'lent' is not lent any more", producer.Ask("renew"), StringComparison.Ordinal);
        Assert.True(SpinWait.SpinUntil(() => !producer.Statistics().IsStarted, s_patience), "It does not end.");
        Assert.Empty(producer.Leftovers);
        Assert.StartsWith("ObjectDisposedException: ", producer.Ask($"lend {LeaseMs} -"), StringComparison.Ordinal);
    }

    [Fact]
    public void TwoCannotDrainAtATime()
    {
        using var folder = new TempFolder();
        using Producer producer = Producer.Start(folder);
        LentSession session = producer.Lend(folder["trace"]);
        using var consumer = new Draining(session, folder["trace"]);
        Assert.StartsWith("InvalidOperationException: Session 'lent' is drained by another process already", producer.Ask($"lend {LeaseMs} -"), StringComparison.Ordinal);
        Assert.Contains("the lock", Assert.Throws<IOException>(() => new OutsideConsumer(session, folder["other"])).Message, StringComparison.Ordinal);
        Assert.Equal("done", producer.Ask("end-lease"));
        Assert.Equal(OutsideEnd.Complete, consumer.End);
    }

    [Fact]
    public void AFolderWithAnotherTraceIsRefused()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["trace"]);
        File.WriteAllText(folder["trace/metadata"], "/* CTF 1.8 */\n");
        using Producer producer = Producer.Start(folder);
        LentSession session = producer.Lend(folder["trace"]);
        Assert.Contains("another trace", Assert.Throws<IOException>(() => new OutsideConsumer(session, folder["trace"])).Message, StringComparison.Ordinal);
        using var consumer = new Draining(session, folder["fresh"]);
        producer.Ask("dispose");
        Assert.Equal(OutsideEnd.Complete, consumer.End);
    }

    [Fact]
    public void TheSessionsOwnOutputIsNoFolderToDrainTo()
    {
        using var folder = new TempFolder();
        using Producer producer = Producer.Start(folder, output: folder["trace"]);
        Assert.StartsWith("ArgumentException: ", producer.Ask($"lend 60000 {folder["trace"]}"), StringComparison.Ordinal);
        LentSession session = producer.Lend();
        Assert.Contains("itself records to", Assert.Throws<IOException>(() => new OutsideConsumer(session, folder["trace"])).Message, StringComparison.Ordinal);
    }

    private static void AssertAllIsThere(Producer producer, string trace)
    {
        producer.Ask("pause");
        Assert.Equal("done", producer.Ask("dispose"));
        (long recorded, long lost, _, _, _) = producer.Statistics();
        (long events, long discarded) = Trace.Count(trace);
        Assert.Equal((producer.Emitted, recorded, lost), (events + discarded, events, discarded));
        Assert.Empty(producer.Leftovers);
    }
}
