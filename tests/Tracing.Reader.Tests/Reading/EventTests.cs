using System.Buffers;
using Tracing.Reader.Tests.Traces;
using Xunit;

namespace Tracing.Reader.Tests.Reading;

public sealed class EventTests
{
    private const ulong Second = 1_000_000_000;
    private const long Origin = 1_700_000_000 * (long)Second;

    private static readonly string s_metadata = SampleMetadata.Prolog
        + SampleMetadata.Event(0, "shop:OrderPlaced", "int64_t _orderId; string _customer; struct dotnet_decimal _total;")
        + SampleMetadata.Event(1, "shop:LoggedIn", "string _user; struct dotnet_ipaddress _address; float64_t _elapsed;", "user {user} from {address}: {elapsed,8:0.0} ms {{x}}")
        + SampleMetadata.Event(2, "shop:Tick", "uint32_t _n;");

    private static PacketBytes Order(PacketBytes packet, ulong time, long id, string customer) =>
        packet.Event(0, time).U64((ulong)id).Text(customer).U64(1250).U32(0).U8(2).U8(0);

    [Fact]
    public void AnEventIsShownAsItsNameAndFields()
    {
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", Order(new PacketBytes(10, 20), 15, 1, "x\"y").Done());
        TraceEvent item = default;
        string? text = null;
        foreach (TraceEvent e in trace.Open())
        {
            item = e;
            text = e.ToString();
            Assert.Equal("shop:OrderPlaced", e.Name);
            Assert.Equal(Origin + 15, e.Timestamp);
            Assert.Equal(new DateTimeOffset(2023, 11, 14, 22, 13, 20, TimeSpan.Zero), e.Time);
            Assert.Equal(1, e.GetInt64("orderId"));
            Assert.Equal("x\"y", e[1].AsString());
            Assert.Equal(12.50m, e["total"].AsDecimal());
            Assert.False(e.TryGetField("none", out _));
        }

        Assert.Equal("shop:OrderPlaced orderId=1 customer=\"x\\\"y\" total=12.50", text);
        Assert.Throws<InvalidOperationException>(() => item.Name);
    }

    [Fact]
    public void AMarkerIsShownAsItsSentence()
    {
        byte[] packet = new PacketBytes(10, 20).Event(1, 15).Text("bob").U8(4).Raw([10, 0, 0, 7]).U32(0).U64(BitConverter.DoubleToUInt64Bits(2.25)).Done();
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", packet);
        Assert.Equal(["shop:LoggedIn user bob from 10.0.0.7:      2.3 ms {x}"], Lines(trace.Open()));
    }

    [Fact]
    public void StreamsAreMergedByTime()
    {
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata)
            .WithStream("c_0", new PacketBytes(10, 30, instance: 0).Event(2, 10).U32(1).Event(2, 30).U32(3).Done())
            .WithStream("c_1", new PacketBytes(20, 40, instance: 1).Event(2, 20).U32(2).Event(2, 40).U32(4).Done(padding: 100));
        Assert.Equal(["shop:Tick n=1", "shop:Tick n=2", "shop:Tick n=3", "shop:Tick n=4"], Lines(trace.Open()));
    }

    [Fact]
    public void OnlyItemsOfTheAskedTimeAreGiven()
    {
        byte[] first = new PacketBytes(10, 20, 0).Event(2, 10).U32(1).Event(2, 20).U32(2).Done();
        byte[] second = new PacketBytes(30, 40, 1).Event(2, 30).U32(3).Event(2, 40).U32(4).Done();
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", [.. first, .. second]);
        Assert.Equal(["shop:Tick n=2", "shop:Tick n=3"], Lines(trace.Open(new TraceReaderOptions { From = Origin + 15, To = Origin + 40 })));
    }

    [Fact]
    public void LossIsToldWhereItHappened()
    {
        byte[] first = new PacketBytes(10, 20, 0, discarded: 3).Event(2, 10).U32(1).Done();
        byte[] second = new PacketBytes(30, 40, 3, discarded: 10).Event(2, 30).U32(3).Done();
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", [.. first, .. second]);
        Assert.Equal(["3 events lost in c_0", "shop:Tick n=1", "2 packets lost in c_0", "7 events lost in c_0", "shop:Tick n=3"], Lines(trace.Open()));
    }

    [Fact]
    public void WhatIsWrongWithAPacketThatIsSkippedIsToldOnceHoweverManyShareTheWork()
    {
        byte[] first = new PacketBytes(10, 20, 0).Event(2, 10).U32(1).Done();
        byte[] stranger = new PacketBytes(30, 40, 1, uuid: Guid.NewGuid()).Event(2, 30).U32(2).Done();
        byte[] third = new PacketBytes(50, 60, 2).Event(2, 50).U32(3).Done();
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", [.. first, .. stranger, .. third]);
        AssertSharesGiveTheWhole(trace.Open(new TraceReaderOptions { To = Origin + 25 }), 2);
        AssertSharesGiveTheWhole(trace.Open(new TraceReaderOptions { From = Origin + 45 }), 2);
    }

    [Fact]
    public void ALossAtAPacketThatIsSkippedIsToldOnceHoweverManyShareTheWork()
    {
        // Packets that do not say when they end: a loss before one has the time of the event before it.
        const string Metadata = """
            /* CTF 1.8 */
            trace { major = 1; minor = 8; byte_order = be; };
            clock { name = c; freq = 1000000000; };
            typealias integer { size = 32; align = 8; } := u32;
            typealias integer { size = 64; align = 8; map = clock.c.value; } := time64;
            stream { packet.context := struct { time64 timestamp_begin; u32 packet_size; u32 content_size; u32 events_discarded; }; event.header := struct { time64 timestamp; }; };
            event { name = "e"; fields := struct { u32 n; }; };
            """;
        byte[] packets = [.. Packet(10, 0, 1), .. Packet(30, 5, 2), .. Packet(50, 5, 3)];
        using TraceFolder trace = new TraceFolder().WithMetadata(Metadata).WithStream("c_0", packets);
        AssertSharesGiveTheWhole(trace.Open(new TraceReaderOptions { To = 25 }), 2);
    }

    private static void AssertSharesGiveTheWhole(TraceReader reader, int count)
    {
        string[] whole = [.. Items(reader, 0, 1)];
        Assert.Equal(count, whole.Length);
        for (int parts = 2; parts < 5; parts++)
        {
            Assert.Equal(whole.Order(), Enumerable.Range(0, parts).SelectMany(part => Items(reader, part, parts)).Order());
        }
    }

    private static byte[] Packet(byte time, byte discarded, byte value) =>
        [0, 0, 0, 0, 0, 0, 0, time, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, discarded, 0, 0, 0, 0, 0, 0, 0, time, 0, 0, 0, value];

    private static List<string> Items(TraceReader reader, int part, int parts)
    {
        var lines = new List<string>();
        foreach (TraceEvent item in reader.ItemsOf(reader.Streams[0], part, parts))
        {
            lines.Add(item.ToString());
        }

        return lines;
    }

    [Fact]
    public void ReadingGoesOnBehindABrokenPacket()
    {
        byte[] first = new PacketBytes(10, 20, 0).Event(2, 10).U32(1).Done();
        byte[] broken = new PacketBytes(21, 25, 1).Event(2, 21).U32(9).Done();
        broken[48] = 255;
        byte[] wrongId = new PacketBytes(26, 27, 2).Event(2, 26).U32(2).Event(77, 27).Done();
        byte[] last = new PacketBytes(30, 40, 3).Event(2, 30).U32(3).Done();
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", [.. first, .. broken, .. wrongId, .. last]);
        List<string> lines = Lines(trace.Open());
        Assert.Equal(6, lines.Count);
        Assert.Equal("shop:Tick n=1", lines[0]);
        Assert.Contains($"c_0, packet 1, byte {first.Length}: expected a content size", lines[1], StringComparison.Ordinal);
        Assert.Equal("1 packet lost in c_0", lines[2]);
        Assert.Equal("shop:Tick n=2", lines[3]);
        Assert.Contains("expected the id of a declared event, found 77", lines[4], StringComparison.Ordinal);
        Assert.Equal("shop:Tick n=3", lines[5]);
        Assert.Throws<TraceFormatException>(() => Lines(trace.Open(new TraceReaderOptions { Strict = true })));
    }

    [Fact]
    public void WithoutMagicNumbersTheIndexLeadsBehindABrokenPacket()
    {
        const string Metadata = """
            /* CTF 1.8 */
            typealias integer { size = 32; align = 8; } := u32;
            trace { major = 1; minor = 8; byte_order = be; };
            stream { packet.context := struct { u32 packet_size; u32 content_size; }; };
            event { name = "e"; fields := struct { u32 n; }; };
            """;
        byte[] index = new byte[16 + (2 * 56)];
        ((ReadOnlySpan<byte>)[0xC1, 0xF1, 0xDC, 0xC1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 56]).CopyTo(index);
        index[16 + 56 + 7] = 12;
        using TraceFolder trace = new TraceFolder().WithMetadata(Metadata)
            .WithStream("c", [0, 0, 0, 99, 0, 0, 0, 96, 0, 0, 0, 1, 0, 0, 0, 96, 0, 0, 0, 96, 0, 0, 0, 2]);
        Directory.CreateDirectory(Path.Combine(trace.Path, "index"));
        File.WriteAllBytes(Path.Combine(trace.Path, "index", "c.idx"), index);
        List<string> lines = Lines(trace.Open());
        Assert.Equal(2, lines.Count);
        Assert.Contains("a packet size in whole bytes, found 99 bits", lines[0], StringComparison.Ordinal);
        Assert.Equal("e n=2", lines[1]);
    }

    [Fact]
    public void AnEventLargerThanTheWindowIsReadWhole()
    {
        string large = new('x', 3_000_000);
        byte[] packet = Order(Order(new PacketBytes(10, 30), 15, 1, large), 20, 2, "small").Done();
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", packet);
        List<string> lines = Lines(trace.Open());
        Assert.Equal(2, lines.Count);
        Assert.Equal(3_000_000 + "shop:OrderPlaced orderId=1 customer=\"\" total=12.50".Length, lines[0].Length);
        Assert.Equal("shop:OrderPlaced orderId=2 customer=\"small\" total=12.50", lines[1]);
    }

    [Fact]
    public void ASummaryCountsWhatThereIsAndWhatIsNot()
    {
        byte[] first = new PacketBytes(10, 20, 0, discarded: 3).Event(2, 10).U32(1).Event(2, 15).U32(1).Done();
        byte[] second = new PacketBytes(30, 40, 3, discarded: 10).Event(2, 30).U32(3).Event(77, 31).Done();
        byte[] other = new PacketBytes(5, 50, instance: 1).Event(2, 50).U32(3).Done();
        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", [.. first, .. second]).WithStream("c_1", other);
        TraceSummary summary = trace.Open().Summarize();
        Assert.Equal((4L, 10UL, 2UL, 1L), (summary.Events, summary.LostEvents, summary.LostPackets, summary.ProblemCount));
        Assert.Equal((Origin + 10, Origin + 50), (summary.FirstTime, summary.LastTime));
        Assert.Contains("77", Assert.Single(summary.Problems).Found, StringComparison.Ordinal);
        StreamSummary stream = summary.Streams.Single(static stream => stream.Stream.InstanceId == 0);
        Assert.Equal((3L, 10UL, 2UL), (stream.Events, stream.LostEvents, stream.LostPackets));
        Assert.Equal((Origin + 10, Origin + 30), (stream.FirstTime, stream.LastTime));
    }

    [Fact]
    public void EnumeratingAllocatesNothingForAnEvent()
    {
        long few = Allocated(10);
        long many = Allocated(100_000);
        Assert.True(many - few < 100_000, $"{many} bytes for 100,000 events, {few} for 10");
    }

    private static long Allocated(int events)
    {
        var packet = new PacketBytes(10, 20);
        for (int i = 0; i < events; i++)
        {
            Order(packet, 15, i, "customer");
        }

        using TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", packet.Done());
        var output = new ArrayBufferWriter<byte>(1 << 16);
        TraceReader reader = trace.Open();
        long before = GC.GetAllocatedBytesForCurrentThread();
        long sum = 0;
        foreach (TraceEvent e in reader)
        {
            output.ResetWrittenCount();
            sum += e[0].AsInt64() + e["customer"].AsUtf8().Length;
            e.WriteText(output);
        }

        Assert.True(sum > 0);

        // The window's buffer is as large as the packet, up to its limit; it is not for the events.
        return Math.Max(0, GC.GetAllocatedBytesForCurrentThread() - before - Math.Min(1 << 20, new FileInfo(Path.Combine(trace.Path, "c_0")).Length));
    }

    private static List<string> Lines(TraceReader reader)
    {
        var lines = new List<string>();
        foreach (TraceEvent e in reader)
        {
            lines.Add(e.ToString());
        }

        return lines;
    }
}
