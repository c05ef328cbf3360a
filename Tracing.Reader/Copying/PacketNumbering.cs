using Tracing.Reader.Packets;

namespace Tracing.Reader.Copying;

/// <summary>Numbers the packets of a copied stream: without the gaps that packets left out would make, with those that packets lost made.</summary>
internal sealed class PacketNumbering
{
    private bool _hasPackets;

    /// <summary>The number of the packet that was begun last.</summary>
    public ulong Current { get; private set; }

    /// <summary>Begins a packet.</summary>
    /// <param name="source">What it is taken from; the first one's number is kept.</param>
    /// <param name="lostPackets">How many the tracer lost since the packet before.</param>
    public void Next(PacketHead source, ulong lostPackets)
    {
        Current = _hasPackets ? Current + 1 + lostPackets : source.SequenceNumber;
        _hasPackets = true;
    }
}
