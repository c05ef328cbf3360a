using System.Globalization;
using Tracing.Format;
using Tracing.Runtime.Output;
using Tracing.Runtime.Packets;

namespace Tracing.Runtime.OwnEvents;

/// <summary>
/// A trace's stream of own events. There is no ring: what is recorded is written at once, by one thread at a time. It is made with the first
/// packet, so a trace without such events has none.
/// </summary>
/// <param name="instance">Which of the class's streams.</param>
internal sealed class OwnStream(uint instance = OwnStream.LossInstance) : IDisposable
{
    /// <summary>The stream of losses.</summary>
    public const uint LossInstance = 0;

    /// <summary>The stream of the clock and of the statedump: apart, since a loss is told when later things have been.</summary>
    public const uint StateInstance = 1;

    /// <summary>The name of the stream of losses in every output.</summary>
    public const string Name = OwnEventClasses.StreamClassName + "_0";

    /// <summary>The name of the stream of the clock and of the statedump in every output.</summary>
    public const string StateName = OwnEventClasses.StreamClassName + "_1";

    private readonly PacketStream _stream = new(
        string.Create(CultureInfo.InvariantCulture, $"{OwnEventClasses.StreamClassName}_{instance}"), OwnEventClasses.StreamClass, instance);

    /// <summary>The names of both.</summary>
    public static IReadOnlyList<string> Names { get; } = [Name, StateName];

    /// <summary>
    /// A packet for records of which none is to be earlier than a time, as far as the stream has not come further. It begins behind the last
    /// one's end: readers put the files of a rotated trace's stream in order by their packets' begins alone.
    /// </summary>
    public OwnPacket NewPacket(ulong begin) => new(Math.Max(begin, _stream.State.End + PacketContext.LossDistance));

    /// <summary>Bytes of the stream's file in an output.</summary>
    public long LengthIn(ITraceOutput output) => _stream.WrittenTo(output) is var (_, length) ? length : 0;

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
