using System.Buffers.Binary;
using System.Text;
using Tracing.Runtime.Clock;
using Tracing.Runtime.Metadata;
using Tracing.Runtime.Output;
using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.OwnEvents;

/// <summary>The tracer's own events, written without a session.</summary>
public class OwnStreamTests
{
    private static readonly Guid s_traceId = new("00112233-4455-6677-8899-aabbccddeeff");

    [Fact]
    public void RecordsAreBytePackedBehindACompactHeader()
    {
        OwnPacket packet = new OwnPacket(begin: 1000).Add(OwnEventClasses.Loss, 1005).Put((byte)7).Put(8UL).Put("a\0b");

        Assert.Equal(
            [0, 0, 0xED, 3, 0, 0, 7, 8, 0, 0, 0, 0, 0, 0, 0, (byte)'a', .. "\u2400"u8, (byte)'b', 0],
            packet.Records.ToArray());
        Assert.Equal((1000UL, 1005UL), (packet.Begin, packet.End));
    }

    [Fact]
    public void ARecordIsNeverEarlierThanTheOneBeforeIt()
    {
        OwnPacket packet = new OwnPacket(begin: 1000).Add(OwnEventClasses.Loss, 900).Add(OwnEventClasses.Loss, 2000).Add(OwnEventClasses.Loss, 1500);

        byte[] records = packet.Records.ToArray();
        Assert.Equal([1000u, 2000u, 2000u], Enumerable.Range(0, 3).Select(i => BinaryPrimitives.ReadUInt32LittleEndian(records.AsSpan((i * 6) + 2))));
    }

    [Fact]
    public void AGapThatTheCompactHeaderCannotHoldTakesTheExtendedOne()
    {
        const ulong Gap = 1UL << 32;
        OwnPacket packet = new OwnPacket(begin: 1).Add(OwnEventClasses.Loss, 1 + Gap).Add(OwnEventClasses.Loss, Gap + Gap);

        Assert.Equal([0xFF, 0xFF, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], packet.Records.ToArray());
    }

    [Fact]
    public void ReadersTakeThePacketsInOrderAndWarnOfWhatNoOtherStreamLost()
    {
        using var folder = new TempFolder();
        using (var output = new FolderOutput(folder["trace"]))
        using (var stream = new OwnStream())
        {
            output.AppendMetadata(Encoding.UTF8.GetBytes(Prolog.Format(s_traceId, [], ClockDescription.Of(ClockKind.Monotonic)) + OwnEventClasses.Describe()));
            Append(stream, output, begin: 5_000_000_000, time: 20_000_000_000, lost: 3);

            // As if a clock had stepped back: the packet begins where the last one ended.
            Append(stream, output, begin: 1_000_000_000, time: 2_000_000_000, lost: 3);
            Append(stream, output, begin: 21_000_000_000, time: 22_000_000_000, lost: 10);
        }

        (long events, string warnings) = Babeltrace.Count(folder["trace"]);
        Assert.Equal((0, 10), (events, Babeltrace.SumOfDiscarded(warnings)));
        Assert.Equal(3, Babeltrace.Losses(folder["trace"]).Length);
        Assert.Contains("channel = \"c\", stream = \"c_0\", event = \"e\", reason = ( \"NoRing\" : container = 2 ), count = 1, begin = 2, end = 3 }", Babeltrace.Losses(folder["trace"])[0]);
    }

    private static void Append(OwnStream stream, FolderOutput output, ulong begin, ulong time, ulong lost)
    {
        OwnPacket packet = stream.NewPacket(begin);
        packet.Add(OwnEventClasses.Loss, time).Put("c").Put("c_0").Put("e").Put((byte)LossReason.NoRing).Put(1UL).Put(2UL).Put(3UL);
        stream.Append(output, s_traceId, packet, lost);
    }
}
