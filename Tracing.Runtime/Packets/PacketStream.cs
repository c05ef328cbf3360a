using Tracing.Format;
using Tracing.Runtime.Output;

namespace Tracing.Runtime.Packets;

/// <summary>One stream of a trace: numbers its packets, and sees to it that every loss is told. One writer at a time.</summary>
/// <remarks>
/// It outlives rings: a ring that gives its memory back leaves the stream to the next one. It outlives outputs too: in a trace that rotates each
/// chunk has a file of it, and packets are numbered on.
/// Losses are told as a count that only rises, and readers see one in the difference between two packets of a file. So a file's first packet says no
/// more than those before it: if there is a loss to tell, it is an empty one, or, where no time is left for that, the second packet tells it.
/// Readers that join the files of a rotated trace order packets by their begin alone, so no two begin at one time.
/// </remarks>
/// <param name="name">Its name in every output.</param>
/// <param name="streamClass">The channel.</param>
/// <param name="instance">Its number in the channel.</param>
internal sealed class PacketStream(string name, uint streamClass, uint instance) : IDisposable
{
    private readonly byte[] _header = new byte[PacketHeader.MaxSize];
    private ITraceOutput? _trace;
    private IStreamOutput? _output;
    private ITraceOutput? _leftTrace;
    private IStreamOutput? _leftOutput;

    /// <summary>Its name in every output.</summary>
    public string Name { get; } = name;

    /// <summary>The channel.</summary>
    public uint StreamClass { get; } = streamClass;

    /// <summary>Its number in the channel.</summary>
    public uint Instance { get; } = instance;

    /// <summary>How far it has come with the last packet. Where its ring stands is the ring's affair.</summary>
    public ConsumerState State { get; private set; }

    /// <summary>The stream's file in an output and its length by now; null if nothing was written there.</summary>
    public (IStreamOutput Output, long Length)? WrittenTo(ITraceOutput? trace) =>
        _output is null || _trace != trace ? null : (_output, _output.Length);

    /// <summary>Takes note of how far another process has written it.</summary>
    public void Follow(in ConsumerState state) => State = state;

    /// <summary>Goes on here with a stream that another process went on with, in this one's own file, if it has one.</summary>
    /// <returns>How far it has come.</returns>
    public ConsumerState Return(ConsumerState state)
    {
        State = state with { StreamLength = (ulong)(_output?.Length ?? 0), Chunk = _trace?.Chunk ?? 0 };
        return State;
    }

    /// <summary>Leaves its file open, to go on in another output until <see cref="Return()"/>.</summary>
    public void Leave()
    {
        (_leftTrace, _leftOutput) = (_trace, _output);
        (_trace, _output) = (null, null);
    }

    /// <summary>Goes on in the file that <see cref="Leave"/> left.</summary>
    public void Return()
    {
        _output?.Dispose();
        (_trace, _output) = (_leftTrace, _leftOutput);
        (_leftTrace, _leftOutput) = (null, null);
        Return(State);
    }

    /// <summary>Goes on with a stream that another process began.</summary>
    /// <param name="state">How far it came.</param>
    /// <param name="trace">Where it goes on: if its file there is the state's, that is cut back to what the state says.</param>
    public void GoOn(ConsumerState state, ITraceOutput trace)
    {
        ulong length = Math.Max(state.Chunk, 1) == Math.Max(trace.Chunk, 1) ? state.StreamLength : 0;
        State = state with { Chunk = trace.Chunk, StreamLength = length };
        _output = trace.OpenStream(Name, (long)length);
        _trace = trace;
    }

    /// <summary>Appends a packet, whole or not at all.</summary>
    /// <param name="trace">Where to. The stream's file is made there, if it is not yet; one in another output is left for good.</param>
    /// <param name="identity">Whose records they are.</param>
    /// <param name="packet">What is said of them; lost is the stream's count.</param>
    /// <param name="records">The records.</param>
    /// <exception cref="IOException">The output failed.</exception>
    public void Append(ITraceOutput trace, in StreamIdentity identity, PacketContext packet, ReadOnlyMemory<byte> records)
    {
        if (packet.Begin == packet.End && packet.Begin > State.End)
        {
            // A single record that opened its sub-buffer: the next packet begins at its time.
            packet = packet with { Begin = packet.Begin - 1 };
        }

        if (_trace != trace)
        {
            IStreamOutput output = trace.CreateStream(Name);
            _output?.Dispose();
            _output = output;
            _trace = trace;
            State = State with { Chunk = trace.Chunk, StreamLength = 0 };
        }

        if (_output!.Length == 0 && packet.Lost > State.Lost)
        {
            if (packet.Begin > State.End)
            {
                AppendOne(identity, new PacketContext(packet.Begin - 1, packet.Begin - 1, State.Lost, Size: 0), default);
            }
            else
            {
                packet = packet with { Lost = State.Lost };
            }
        }

        AppendOne(identity, packet, records);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _output?.Dispose();
        _leftOutput?.Dispose();
    }

    private void AppendOne(in StreamIdentity identity, in PacketContext packet, ReadOnlyMemory<byte> records)
    {
        int headerSize = PacketHeader.Write(_header, identity, StreamClass, Instance, packet, State.NextPacket);
        _output!.Append(_header.AsMemory(0, headerSize), records);
        State = State with
        {
            Chunk = _trace!.Chunk,
            StreamLength = (ulong)_output.Length,
            NextPacket = State.NextPacket + 1,
            End = packet.End,
            Lost = packet.Lost,
        };
    }
}
