using Tracing.Format;
using Tracing.Runtime.Output;
using Tracing.Runtime.Packets;

namespace Tracing.Runtime.OwnEvents;

/// <summary>
/// A trace's stream of own events. There is no ring: what is recorded is written at once, by one thread at a time. It is made with the first
/// packet, so a trace without own events has none.
/// </summary>
internal sealed class OwnStream : IDisposable
{
    /// <summary>The stream's name in every output.</summary>
    public const string Name = OwnEventClasses.StreamClassName + "_0";

    private readonly PacketStream _stream = new(Name, OwnEventClasses.StreamClass, instance: 0);

    /// <summary>
    /// A packet for records of which none is to be earlier than a time, as far as the stream has not come further. It begins behind the last
    /// one's end: readers put the files of a rotated trace's stream in order by their packets' begins alone.
    /// </summary>
    public OwnPacket NewPacket(ulong begin) => new(Math.Max(begin, _stream.State.End + PacketContext.LossDistance));

    /// <summary>Appends a packet, whole or not at all.</summary>
    /// <param name="output">Where the stream is made, if it is not yet.</param>
    /// <param name="traceId">The trace.</param>
    /// <param name="packet">The last one that <see cref="NewPacket"/> made.</param>
    /// <param name="lost">Events that no other stream's count of discarded ones has, so far.</param>
    /// <exception cref="IOException">The output failed.</exception>
    public void Append(ITraceOutput output, Guid traceId, OwnPacket packet, ulong lost)
    {
        var identity = new StreamIdentity(traceId, ThreadId: 0, ThreadName: OwnEventClasses.StreamClassName, RingFileHeader.NoCpu);
        _stream.Append(output, identity, new PacketContext(packet.Begin, packet.End, lost, packet.Records.Length), packet.Records);
    }

    /// <summary>Leaves the trace's own file open, to go on in another output until <see cref="Return"/>.</summary>
    public void Leave() => _stream.Leave();

    /// <summary>Goes on where <see cref="Leave"/> left, with the packets numbered on.</summary>
    public void Return() => _stream.Return();

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
