using Tracing.Runtime.Extraction;
using Tracing.Runtime.Output;
using Tracing.Runtime.Packets;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Sessions;

/// <summary>A snapshot's limits at their edges: to the byte, and to the nanosecond, since the writer is told what time it is.</summary>
[Collection(nameof(TestTrace))]
public class SnapshotLimitsTests
{
    /// <summary>Header and value of an event.</summary>
    private const int RecordSize = 10;

    private const int ThreadCount = 2;

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void ASubBufferIsTakenUntilItIsOlderThanTheLimit(BufferScope scope)
    {
        using var folder = new TempFolder();
        using TraceSession session = Filled(scope, out TraceChannel channel);
        var age = TimeSpan.FromSeconds(5);
        ulong[] ends = [.. Held(channel).Where(static held => !held.IsOpen).Select(static held => held.End).Distinct().Order()];
        foreach (ulong end in (ulong[])[ends[0], ends[ends.Length / 2], ends[^1]])
        {
            ulong now = end + ((ulong)age.Ticks * TimeSpan.NanosecondsPerTick);
            Assert.Equal(Held(channel).Where(held => held.End >= end).Sum(static held => held.Size), Take(folder, channel, new SnapshotOptions { MaxAge = age }, now));
            Assert.Equal(Held(channel).Where(held => held.End > end).Sum(static held => held.Size), Take(folder, channel, new SnapshotOptions { MaxAge = age }, now + 1));
        }
    }

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void TheNewestSubBuffersAreTakenThatFitIntoTheLimit(BufferScope scope)
    {
        using var folder = new TempFolder();
        using TraceSession session = Filled(scope, out TraceChannel channel);
        int[] sizes = [.. Held(channel).OrderByDescending(static held => held.End).Select(static held => held.Size)];
        for (int count = 0; count <= sizes.Length; count += 3)
        {
            long most = sizes.Take(count).Sum();
            Assert.Equal(most, Take(folder, channel, new SnapshotOptions { MaxBytes = most }, now: 0));
            Assert.Equal(count == 0 ? 0 : most - sizes[count - 1], count == 0 ? 0 : Take(folder, channel, new SnapshotOptions { MaxBytes = most - 1 }, now: 0));
        }

        Assert.Equal(sizes.Sum(), Take(folder, channel, new SnapshotOptions { MaxBytes = 64 << 20 }, now: 0));
        session.Snapshot(folder["by-call"], new SnapshotOptions { MaxBytes = sizes.Sum() });

        // It may tell of losses: where a thread was held up inside a probe for a whole round of so small a ring that processors share.
        Assert.Equal(sizes.Sum() / RecordSize, Babeltrace.Count(folder["by-call"]).Events);
        Assert.Throws<ArgumentException>(() => session.Snapshot(folder["negative"], new SnapshotOptions { MaxBytes = -1 }));
    }

    [Fact]
    public void LimitsOfACrashSnapshotAreCheckedAtOnce()
    {
        foreach (CrashSnapshotOptions wrong in (CrashSnapshotOptions[])
            [new() { Folder = "" }, new() { Folder = "crash", Limits = new SnapshotOptions { MaxBytes = -1 } }, new() { Folder = "crash", Limits = new SnapshotOptions { MaxAge = TimeSpan.FromTicks(-1) } }])
        {
            Assert.Throws<ArgumentException>(() => TraceSession.Create("wrong-snapshot-limits", new TraceSessionOptions { CrashSnapshot = wrong }));
        }
    }

    private static TraceSession Filled(BufferScope scope, out TraceChannel channel)
    {
        TraceSession session = TraceSession.Create("limits", new TraceSessionOptions());
        channel = session.AddChannel("recorder", new ChannelOptions { Mode = BufferMode.Overwrite, Scope = scope, SubBufferSize = 4096, SubBufferCount = 8 });
        session.Enable("test:Number", channel);
        session.Start();
        Threads.Run(ThreadCount, static _ =>
        {
            for (int i = 0; i < 5000; i++)
            {
                TestTrace.Number(i);
            }
        });
        session.Stop();
        return session;
    }

    private static List<(ulong End, int Size, bool IsOpen)> Held(TraceChannel channel)
    {
        var held = new List<(ulong End, int Size, bool IsOpen)>();
        foreach (ChannelRing ring in channel.Rings.All)
        {
            (ulong oldest, ulong current) = ring.Snapshot.FindRange();
            for (ulong number = oldest; number <= current; number++)
            {
                Assert.True(ring.Snapshot.TryDescribe(number, out CopiedPacket packet));
                held.Add((packet.Context.End, packet.Context.Size, number == current));
            }
        }

        return held;
    }

    /// <summary>Bytes of records in a snapshot.</summary>
    private static int Take(TempFolder folder, TraceChannel channel, SnapshotOptions options, ulong now)
    {
        string path = folder[Guid.NewGuid().ToString("N")];
        using var output = new FolderOutput(path);
        new SnapshotWriter(output, Guid.NewGuid(), options, now).Write(channel.Rings.All);
        return Directory.GetFiles(path).Where(static file => new FileInfo(file).Length > 0)
            .Sum(file => RecordBytes(File.ReadAllBytes(file), isCpu: channel.Scope == BufferScope.Cpu));
    }

    private static int RecordBytes(ReadOnlySpan<byte> stream, bool isCpu)
    {
        int records = 0;
        while (!stream.IsEmpty)
        {
            // The packet's size, in bits; and a thread's header ends with its name.
            int size = (int)(PacketHeader.ReadSizeBits(stream) / 8);
            records += size - PacketHeader.MinSize - (isCpu ? 0 : stream[PacketHeader.MinSize..].IndexOf((byte)0) + 1);
            stream = stream[size..];
        }

        return records;
    }
}
