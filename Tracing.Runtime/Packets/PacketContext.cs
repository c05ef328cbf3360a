namespace Tracing.Runtime.Packets;

/// <summary>What a packet says of its records.</summary>
/// <param name="Begin">No later than the first record's time, in ns.</param>
/// <param name="End">No earlier than the last record's time, and no later than the next packet's begin, in ns.</param>
/// <param name="Lost">Records that the stream has lost so far.</param>
/// <param name="Size">Bytes of all records.</param>
internal readonly record struct PacketContext(ulong Begin, ulong End, ulong Lost, int Size)
{
    /// <summary>
    /// Clock units behind the stream's last packet at which a packet begins that tells a loss. In front of it there may be an empty one, which says what was
    /// told so far, and each begins at a time of its own: readers order the files of a rotated trace by those.
    /// </summary>
    public const ulong LossDistance = 2;
}
