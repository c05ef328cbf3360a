using System.Buffers.Binary;
using Tracing.Reader.Tests.Traces;
using Xunit;

namespace Tracing.Reader.Tests.Reading;

/// <summary>Reading from a time on, with and without an index that can be believed.</summary>
public sealed class SeekTests
{
    private const long Origin = 1_700_000_000_000_000_000;
    private const int Packets = 20;

    private static readonly string s_metadata = SampleMetadata.Prolog + SampleMetadata.Event(2, "shop:Tick", "uint32_t _n;");

    private static byte[] Packet(int i) =>
        new PacketBytes((ulong)i * 100, ((ulong)i * 100) + 50, (ulong)i, discarded: (ulong)i).Event(2, ((ulong)i * 100) + 20).U32((uint)i).Done(padding: i);

    private static TraceFolder Make(Action<byte[]>? damage)
    {
        TraceFolder trace = new TraceFolder().WithMetadata(s_metadata).WithStream("c_0", [.. Enumerable.Range(0, Packets).SelectMany(Packet)]);
        if (damage is not null)
        {
            byte[] index = Index();
            damage(index);
            Directory.CreateDirectory(Path.Combine(trace.Path, "index"));
            File.WriteAllBytes(Path.Combine(trace.Path, "index", "c_0.idx"), index);
        }

        return trace;
    }

    private static byte[] Index()
    {
        byte[] index = new byte[16 + (Packets * 56)];
        BinaryPrimitives.WriteUInt32BigEndian(index, 0xC1F1DCC1);
        BinaryPrimitives.WriteUInt32BigEndian(index.AsSpan(4), 1);
        BinaryPrimitives.WriteUInt32BigEndian(index.AsSpan(12), 56);
        long offset = 0;
        for (int i = 0; i < Packets; i++)
        {
            Span<byte> entry = index.AsSpan(16 + (i * 56));
            int size = Packet(i).Length;
            BinaryPrimitives.WriteInt64BigEndian(entry, offset);
            BinaryPrimitives.WriteInt64BigEndian(entry[8..], size * 8);
            BinaryPrimitives.WriteInt64BigEndian(entry[16..], (size - i) * 8);
            BinaryPrimitives.WriteInt64BigEndian(entry[24..], i * 100);
            BinaryPrimitives.WriteInt64BigEndian(entry[32..], (i * 100) + 50);
            offset += size;
        }

        return index;
    }

    private static void Check(Action<byte[]>? damage)
    {
        using TraceFolder trace = Make(damage);
        TraceReader reader = trace.Open();
        Assert.Equal((2 * Packets) - 1, Items.Lines(reader).Count);
        List<string> late = Items.Lines(reader.Between(Origin + 1_710));

        // What was lost up to the 18th packet's end is told at the end of the packet before, which lies outside.
        Assert.Equal(["shop:Tick n=17", "1 event lost in c_0", "shop:Tick n=18", "1 event lost in c_0", "shop:Tick n=19"], late);
        Assert.Equal(["shop:Tick n=3"], Items.Lines(reader.Between(Origin + 310, Origin + 350)));
        Assert.Empty(Items.Lines(reader.Between(Origin + 10_000)));
    }

    [Fact]
    public void WithoutAnIndexPacketsAreSkippedByTheirHeads() => Check(null);

    [Fact]
    public void WithAnIndexTheSameIsRead() => Check(static _ => { });

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(16 + 7)]
    [InlineData(16 + (16 * 56) + 7)]
    [InlineData(16 + (16 * 56) + 15)]
    [InlineData(16 + (16 * 56) + 31)]
    [InlineData(16 + (16 * 56) + 38)]
    [InlineData(16 + (16 * 56) + 55)]
    public void AnIndexThatIsWrongIsNotBelieved(int at) => Check(index => index[at] ^= 0x11);

    [Fact]
    public void AnIndexIsUsedToSkipPackets()
    {
        using TraceFolder trace = Make(static _ => { });

        // A packet that is never looked at can be broken.
        string stream = Path.Combine(trace.Path, "c_0");
        byte[] bytes = File.ReadAllBytes(stream);
        bytes[0] = 0;
        File.WriteAllBytes(stream, bytes);
        Assert.DoesNotContain(Items.Lines(trace.Open().Between(Origin + 1_710)), static line => line.Contains("magic", StringComparison.Ordinal));
        Assert.Contains(Items.Lines(trace.Open()), static line => line.Contains("magic", StringComparison.Ordinal));
    }
}
