using Tracing.Format;
using Tracing.Registry;
using Tracing.Runtime.Extraction;
using Tracing.Runtime.Output;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.SharedMemory;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Sessions;

/// <summary>Channels in which a full ring makes its thread wait.</summary>
[Collection(nameof(TestTrace))]
public class BlockTests
{
    /// <summary>Events of 10 bytes that a ring of 2 × 4096 bytes has room for.</summary>
    private const int RingEvents = 2 * (4095 / 10);

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void ASlowOutputLosesNothing(BufferScope scope)
    {
        using var folder = new TempFolder();
        using TraceSession session = Start(folder, scope, s_longest, out HookedOutput output);
        output.BeforeAppend = static () => Thread.Sleep(1);
        const int Count = 3, Each = 20_000;
        Threads.Run(Count, static _ => Emit(0, Each));
        session.Stop();
        Assert.Equal((Count * Each, 0), (session.Statistics.Recorded, session.Statistics.Discarded));
        Assert.Equal(Count * Each, Babeltrace.Read(folder["trace"]).Length);
    }

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void WhatIsWaitedForInVainIsCounted(BufferScope scope)
    {
        using var folder = new TempFolder();
        using TraceSession session = Start(folder, scope, TimeSpan.FromMilliseconds(1), out HookedOutput output);
        using var gate = new ManualResetEventSlim();
        output.BeforeAppend = gate.Wait;

        // The thread may fill one processor's ring after the other's.
        const int Lost = 3;
        int count = ((scope == BufferScope.Cpu ? Environment.ProcessorCount : 1) * RingEvents) + Lost;
        Emit(0, count);
        output.BeforeAppend = null;
        gate.Set();
        session.Stop();
        Assert.Equal(count, session.Statistics.Recorded + session.Statistics.Discarded);
        Assert.InRange(session.Statistics.Discarded, Lost, count - RingEvents);
        (long events, string warnings) = Babeltrace.Count(folder["trace"]);
        Assert.Equal((session.Statistics.Recorded, session.Statistics.Discarded), (events, Babeltrace.SumOfDiscarded(warnings)));
    }

    [Theory]
    [InlineData(BufferScope.Thread, true)]
    [InlineData(BufferScope.Thread, false)]
    [InlineData(BufferScope.Cpu, true)]
    [InlineData(BufferScope.Cpu, false)]
    public async Task WhoWaitsWhileTheSessionStopsLosesNothing(BufferScope scope, bool disables)
    {
        using var folder = new TempFolder();
        using TraceSession session = Start(folder, Small(scope, s_longest), out HookedOutput output, out TraceChannel channel);
        using var gate = new ManualResetEventSlim();
        output.BeforeAppend = gate.Wait;
        const int Count = 3;
        Task[] emitters = [.. Enumerable.Range(0, Count).Select(static _ => Task.Factory.StartNew(
            static () => Emit(0, 100 * RingEvents), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];

        // All rings are full, so every thread waits or is about to.
        int rings = scope == BufferScope.Cpu ? 1 : Count;
        Assert.True(SpinWait.SpinUntil(
            () => channel.Rings.All.Length >= rings && channel.Rings.All.All(static ring => ring.Recorded >= RingEvents), TimeSpan.FromSeconds(60)));
        Task stopped = Task.Run(() =>
        {
            if (disables)
            {
                session.Disable("test:*");
            }

            session.Stop();
        }, CancellationToken.None);
        gate.Set();
        output.BeforeAppend = null;
        await stopped;
        await Task.WhenAll(emitters);
        Assert.Equal(0, session.Statistics.Discarded);
        Assert.Equal(session.Statistics.Recorded, Babeltrace.Read(folder["trace"]).Length);
    }

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void WhileTheOutputFailsNobodyWaits(BufferScope scope)
    {
        using var folder = new TempFolder();
        using TraceSession session = Start(folder, scope, s_longest, out HookedOutput output);
        output.BeforeAppend = static () => throw new IOException("not now");
        TestTrace.Number(0);
        Assert.True(SpinWait.SpinUntil(() => session.Statistics.OutputError is not null, TimeSpan.FromSeconds(60)));

        // With a minute each these would not end before the test run is given up.
        const int Count = 50 * RingEvents;
        Emit(1, Count);
        output.BeforeAppend = null;
        session.Stop();
        Assert.Equal(Count + 1, session.Statistics.Recorded + session.Statistics.Discarded);
        Assert.InRange(session.Statistics.Discarded, 1, Count);
    }

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void TheConsumerDoesNotWaitForItself(BufferScope scope)
    {
        using var folder = new TempFolder();
        using TraceSession session = Start(folder, scope, s_longest, out HookedOutput output);
        int emitted = 1;
        output.BeforeAppend = () =>
        {
            // Once, and more than its ring holds.
            output.BeforeAppend = null;
            Emit(1, 10 * RingEvents);
            Volatile.Write(ref emitted, 1 + (10 * RingEvents));
        };
        TestTrace.Number(0);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref emitted) > 1, TimeSpan.FromSeconds(60)));
        session.Stop();
        Assert.Equal(emitted, session.Statistics.Recorded + session.Statistics.Discarded);
        Assert.InRange(session.Statistics.Discarded, 1, emitted);
    }

    [Fact]
    public void AThreadInsideTheTracersLocksDoesNotWait()
    {
        Assert.True(ProducerWait.IsAllowed);
        Assert.False(TracepointRegistry.Change(static () => ProducerWait.IsAllowed));
        using (ProducerWait.Forbid())
        {
            Assert.False(ProducerWait.IsAllowed);
        }

        Assert.True(ProducerWait.IsAllowed);
    }

    [Fact]
    public void RingsOfTheDefaultSizeGrowBeforeAnyoneWaits()
    {
        using var folder = new TempFolder();
        using TraceSession session = Start(folder, new ChannelOptions { Mode = BufferMode.Block, BlockTimeout = s_longest }, out HookedOutput output, out _);
        using var gate = new ManualResetEventSlim();
        output.BeforeAppend = gate.Wait;
        const int Count = 100_000;
        Emit(0, Count);
        gate.Set();
        session.Stop();
        Assert.Equal((Count, 0), (session.Statistics.Recorded, session.Statistics.Discarded));
    }

    [Fact]
    public void ASessionWithoutAnOutputRefusesIt()
    {
        using TraceSession session = TraceSession.Create("nowhere", new TraceSessionOptions());
        ArgumentException exception = Assert.Throws<ArgumentException>(() => session.AddChannel("block", new ChannelOptions { Mode = BufferMode.Block }));
        Assert.Contains("Session 'nowhere' has no output, so nothing would ever drain channel 'block', and every thread that fills it would wait in vain.", exception.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(60_001)]
    public void ATimeoutOutsideItsRangeIsRefused(int milliseconds)
    {
        using TraceSession session = TraceSession.Create("range", new TraceSessionOptions());
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => session.AddChannel("block", new ChannelOptions { BlockTimeout = TimeSpan.FromMilliseconds(milliseconds) }));
        Assert.Contains("Channel 'block': BlockTimeout must be more than zero and at most 00:01:00.", exception.Message);
    }

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public unsafe void ItsRingsAreRecovered(BufferScope scope)
    {
        using var folder = new TempFolder();
        using TraceSession session = Start(folder, scope, s_longest, out HookedOutput output);
        output.BeforeAppend = static () => throw new IOException("not now");
        Emit(0, 10);

        // As the process would leave it.
        string copy = folder["copy.ring"];
        File.Copy(Assert.Single(Directory.GetFiles(RingFolder.PathOf(""), "*-blocking.ring")), copy);
        RingFileHeader header;
        using (FileStream file = File.OpenRead(copy))
        {
            file.ReadExactly(new Span<byte>(&header, sizeof(RingFileHeader)));
        }

        Assert.Equal((uint)BufferMode.Block, header.Mode);
        using RingFile ring = RingFile.TryOpen(copy, header.TraceId)!;
        var recovered = new RecoveredRing(ring, ClaimFile.ReadAll(RingFolder.PathOf("")));
        using var trace = new FolderOutput(folder["recovered"]);
        Assert.Equal((10, 10), (recovered.Remaining, recovered.Write(trace, "blocking", chunks: null)));
        output.BeforeAppend = null;
    }

    private static TraceSession Start(TempFolder folder, BufferScope scope, TimeSpan timeout, out HookedOutput output) => Start(folder, Small(scope, timeout), out output, out _);

    private static ChannelOptions Small(BufferScope scope, TimeSpan timeout) =>
        new() { Mode = BufferMode.Block, Scope = scope, BlockTimeout = timeout, SubBufferSize = 4096, SubBufferCount = 2 };

    private static TraceSession Start(TempFolder folder, ChannelOptions options, out HookedOutput output, out TraceChannel channel)
    {
        HookedOutput? made = null;
        TraceSession session = TraceSession.Create("blocking", new TraceSessionOptions
        {
            Output = folder["trace"],
            MakeOutput = path => made = new HookedOutput(new FolderOutput(path)),
        });
        channel = session.AddChannel("blocking", options);
        session.Enable("test:Number", channel);
        session.Start();
        output = made!;
        return session;
    }

    private static void Emit(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            TestTrace.Number(i);
        }
    }
}
