namespace Tracing.Reader.Packets;

/// <summary>Packets that came one by one and are forgotten once they have been read.</summary>
internal sealed class QueueSource : ByteSource
{
    private readonly LinkedList<(long Begin, byte[] Packet)> _packets = new();
    private long _length;

    public override long Length => _length;

    /// <summary>Bytes that are still held.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>Adds a packet.</summary>
    public void Add(byte[] packet)
    {
        _packets.AddLast((_length, packet));
        _length += packet.Length;
        HeldBytes += packet.Length;
    }

    public override int Read(Span<byte> destination, long offset)
    {
        Forget(offset);
        int total = 0;
        foreach ((long begin, byte[] packet) in _packets)
        {
            if (total == destination.Length)
            {
                break;
            }

            int start = (int)(offset + total - begin);
            int count = Math.Min(packet.Length - start, destination.Length - total);
            packet.AsSpan(start, count).CopyTo(destination[total..]);
            total += count;
        }

        return total;
    }

    public override bool IsWhole => true;

    public override long EndOf(long offset) => NextBegin(offset);

    public override long NextBegin(long offset)
    {
        foreach ((long begin, _) in _packets)
        {
            if (begin > offset)
            {
                return begin;
            }
        }

        return _length;
    }

    public override void Dispose() => _packets.Clear();

    private void Forget(long offset)
    {
        while (_packets.First is { } first && first.Value.Begin + first.Value.Packet.Length <= offset)
        {
            HeldBytes -= first.Value.Packet.Length;
            _packets.RemoveFirst();
        }
    }
}
