namespace Tracing.Tool.Analysis;

/// <summary>What a stream is made of.</summary>
internal sealed class StreamStatistics
{
    /// <summary>Its packets that have events, by file and number.</summary>
    public List<PacketStatistics> Packets { get; } = [];

    public long Events => Packets.Sum(static packet => packet.Events);

    /// <summary>Bytes of these packets, header and padding included.</summary>
    public long SizeBytes => Packets.Sum(static packet => packet.SizeBytes);

    /// <summary>How much of them is content.</summary>
    public double Fill => SizeBytes > 0 ? Packets.Sum(static packet => packet.ContentBits) / 8.0 / SizeBytes : 0;

    public void Add(StreamStatistics other) => Packets.AddRange(other.Packets);
}

/// <summary>A packet.</summary>
/// <param name="File">Path of its file.</param>
/// <param name="Number">In the file, from 0.</param>
/// <param name="Begin">ns, if it says so.</param>
/// <param name="End">ns, if it says so.</param>
/// <param name="SizeBytes">Header and padding included.</param>
/// <param name="ContentBits">Without padding.</param>
/// <param name="Events">The events of it that were asked for.</param>
internal readonly record struct PacketStatistics(string File, long Number, long? Begin, long? End, long SizeBytes, long ContentBits, long Events);

/// <summary>What a tracer could not keep.</summary>
/// <param name="IsPackets">Packets, else events.</param>
/// <param name="Count">How many.</param>
/// <param name="Stream">Path of the stream.</param>
/// <param name="From">Since when, ns.</param>
/// <param name="To">Until when, ns.</param>
internal readonly record struct Loss(bool IsPackets, ulong Count, string Stream, long? From, long? To);
