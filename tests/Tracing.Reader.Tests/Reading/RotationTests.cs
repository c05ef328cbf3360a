using Tracing.Reader.Tests.Traces;
using Xunit;

namespace Tracing.Reader.Tests.Reading;

/// <summary>The folders of a rotated session: traces of their own with one uuid, whose packets' numbers go on.</summary>
public sealed class RotationTests
{
    private static readonly string s_metadata = SampleMetadata.Prolog + SampleMetadata.Event(2, "shop:Tick", "uint32_t _n;");

    private static void AddChunk(TraceFolder trace, int chunk, string metadata, params (string Name, byte[] Packet)[] packets)
    {
        string folder = Directory.CreateDirectory(Path.Combine(trace.Path, $"{chunk}")).FullName;
        File.WriteAllText(Path.Combine(folder, "metadata"), metadata);
        foreach ((string name, byte[] packet) in packets)
        {
            File.WriteAllBytes(Path.Combine(folder, name), packet);
        }
    }

    private static byte[] Tick(ulong time, uint n, ulong number, ulong discarded = 0, ulong instance = 0, ushort id = 2) =>
        new PacketBytes(time, time + 5, number, discarded, instance: instance).Event(id, time).U32(n).Done();

    [Fact]
    public void ItsFoldersAreReadAsOneTrace()
    {
        using var trace = new TraceFolder();

        // The tenth comes before the second in the alphabet, and a ring may have nothing in a folder.
        AddChunk(trace, 1, s_metadata, ("c_0", Tick(10, 1, 0)), ("c_1", Tick(12, 2, 0, instance: 1)));
        AddChunk(trace, 2, s_metadata, ("c_0", Tick(20, 3, 1, discarded: 4)));
        AddChunk(trace, 10, s_metadata, ("c_0", Tick(30, 4, 2, discarded: 4)), ("c_1", Tick(32, 5, 1, instance: 1)));
        Assert.Equal(
            ["shop:Tick n=1", "shop:Tick n=2", "4 events lost in 1/c_0", "shop:Tick n=3", "shop:Tick n=4", "shop:Tick n=5"],
            Items.Lines(trace.Open()));
        Assert.Equal(2, trace.Open().Streams.Count);
    }

    [Fact]
    public void AFolderThatIsMissingIsToldAsLostPackets()
    {
        using var trace = new TraceFolder();
        AddChunk(trace, 1, s_metadata, ("c_0", Tick(10, 1, 0)));
        AddChunk(trace, 3, s_metadata, ("c_0", Tick(30, 4, 2)));
        Assert.Equal(["shop:Tick n=1", "1 packet lost in 1/c_0", "shop:Tick n=4"], Items.Lines(trace.Open()));
    }

    [Fact]
    public void EachFolderIsReadByItsOwnMetadata()
    {
        using var trace = new TraceFolder();
        AddChunk(trace, 1, s_metadata, ("c_0", Tick(10, 1, 0)));
        AddChunk(trace, 2, SampleMetadata.Prolog + SampleMetadata.Event(7, "shop:Tock", "uint32_t _m;"), ("c_0", Tick(20, 2, 1, id: 7)));
        Assert.Equal(["shop:Tick n=1", "shop:Tock m=2"], Items.Lines(trace.Open()));
    }

    [Fact]
    public void OverlappingSnapshotsOfOneTraceGiveEachPacketOnce()
    {
        using var trace = new TraceFolder();
        AddChunk(trace, 1, s_metadata, ("c_0", [.. Tick(10, 1, 4), .. Tick(20, 2, 5)]));
        AddChunk(trace, 2, s_metadata, ("c_0", [.. Tick(20, 2, 5), .. Tick(30, 3, 6)]));
        Assert.Equal(["shop:Tick n=1", "shop:Tick n=2", "shop:Tick n=3"], Items.Lines(trace.Open()));
    }
}
