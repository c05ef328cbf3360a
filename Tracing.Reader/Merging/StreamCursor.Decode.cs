using System.Runtime.CompilerServices;
using Tracing.Reader.Records;

namespace Tracing.Reader.Merging;

/// <remarks>Decoding events out of the window.</remarks>
internal sealed partial class StreamCursor
{
    /// <summary>An event's bytes at most, so that a packet of gigabytes with one wrong length does not take them all.</summary>
    private const int MaxWindowSize = 64 << 20;

    /// <summary>Windows begin at a multiple of 64 bytes from the packet's start: what most alignments are to be counted from.</summary>
    private const int WindowAlignment = 64;

    private const int ExtendedId = 0xFFFF;

    // Bytes from the packet's start to the window's, and in the window.
    private long _windowStart;
    private int _windowBytes;

    // The next event's first bit in the window.
    private int _position;

    /// <summary>The current event's first bit in the window: where the one before ends, its own alignment not yet skipped.</summary>
    public int RecordStart { get; private set; }

    /// <summary>Where the current event ends in the window.</summary>
    public int RecordEnd => _position;

    private void OpenWindow()
    {
        StreamClass stream = _head.Class;
        if (Data.Registers.Length < stream.RegisterCount)
        {
            Data.Registers = new ulong[stream.RegisterCount];
        }

        Data.EnsureSlots(stream.SlotCount);

        // Lengths in events can refer to the packet's fields.
        _head.Data.Registers.AsSpan(0, Math.Min(_head.Data.Registers.Length, Data.Registers.Length)).CopyTo(Data.Registers);
        _windowStart = (_head.EventStartBits / 8) & -WindowAlignment;
        _position = _head.EventStartBits - (int)(_windowStart * 8);
        Fill(_windowSize);
    }

    private void Fill(int size)
    {
        long rest = ((_head.ContentBits + 7) / 8) - _windowStart;
        size = (int)Math.Min(size, rest);
        if (Data.Buffer.Length < size + BitReader.Slack)
        {
            Data.Buffer = new byte[size + BitReader.Slack];
        }

        _windowBytes = _head.File.Read(Data.Buffer.AsSpan(0, size), _head.Offset + _windowStart);
        Data.OriginBits = _windowStart * 8;
        Data.EndBits = (int)Math.Min(_windowBytes * 8L, _head.ContentBits - Data.OriginBits);
    }

    /// <summary>Reads on in the packet so that the event has more bytes; false if there are none.</summary>
    private bool TryExtend()
    {
        long contentEnd = _head.ContentBits - Data.OriginBits;
        if (Data.EndBits >= contentEnd
            || (Data.FailureReason == FailureReason.End && (long)Data.FailureValue > contentEnd - Data.FailurePosition))
        {
            return false;
        }

        long start = (_windowStart + (_position / 8)) & -WindowAlignment;
        int size = Math.Max(_windowSize, _windowBytes);
        if (start == _windowStart)
        {
            if (_windowBytes >= MaxWindowSize)
            {
                return false;
            }

            size = Math.Min(MaxWindowSize, size * 4);
        }

        int before = Data.EndBits;
        long moved = start - _windowStart;
        _position -= (int)(moved * 8);
        _windowStart = start;
        Fill(size);

        // A file that is cut while it is read ends here.
        return Data.EndBits > before - (moved * 8);
    }

    /// <summary>Decodes the next event of the packet; false at its end or at a problem.</summary>
    private bool TryDecode()
    {
        while (true)
        {
            if (_position >= Data.EndBits && Data.OriginBits + _position >= _head.ContentBits)
            {
                Leave(null);
                return false;
            }

            Data.BeginEvent();
            int end = DecodeEvent();
            if (end > _position)
            {
                RecordStart = _position;
                _position = end;
                Kind = TraceItemKind.Event;
                return true;
            }

            if (end == Malformed)
            {
                return false;
            }

            if (end == _position)
            {
                Leave(ProblemHere(_position, "an event of at least one bit", "one without any"));
                return false;
            }

            if (Data.FailureReason != FailureReason.End || !TryExtend())
            {
                (string expected, string found) = Data.DescribeFailure(_head.ContentBits);
                Leave(ProblemHere(Data.FailurePosition, expected, found));
                return false;
            }
        }
    }

    private const int NeedsMore = -1;
    private const int Malformed = -2;

    /// <summary>Returns where the event ends, or <see cref="NeedsMore"/> or <see cref="Malformed"/>. Sets time and class.</summary>
    private int DecodeEvent()
    {
        StreamClass stream = _head.Class;
        ulong clock = _clock;
        ulong id = 0;
        int position;
        if (stream.HeaderForm == HeaderForm.Large)
        {
            position = DecodeLarge(ref id, ref clock);
        }
        else
        {
            position = DecodeGeneral(stream, ref id, ref clock);
        }

        if (position < 0)
        {
            return NeedsMore;
        }

        TraceEventClass? found = stream.HeaderHasId ? stream.Find(id) : OnlyEvent(stream);
        if (found is null)
        {
            Leave(ProblemHere(_position, "the id of a declared event", stream.HeaderHasId ? $"{id}" : "no id"));
            return Malformed;
        }

        int end = Data.Walk(found.Plan, position);
        if (end > _position)
        {
            Class = found;

            // An event without a timestamp of its own has the time of what came before it.
            if (stream.Clock is not null)
            {
                _clock = clock;
                Time = stream.Clock.ToNanoseconds(clock);
                HasTime = true;
            }
            else
            {
                HasTime = false;
            }
        }

        return end;
    }

    private static TraceEventClass? OnlyEvent(StreamClass stream)
    {
        foreach (TraceEventClass only in stream.Events)
        {
            return stream.Events.Count == 1 ? only : null;
        }

        return null;
    }

    /// <summary>u16 id and u32 timestamp, or the mark, u32 id and u64 timestamp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int DecodeLarge(ref ulong id, ref ulong clock)
    {
        const int CompactBits = 48;
        const int ExtendedBits = 112;
        int position = (_position + 7) & ~7;
        int offset = position >> 3;
        if (position + CompactBits > Data.EndBits)
        {
            return NeedMoreHeader(position, CompactBits);
        }

        ulong word = BitReader.Load(Data.Buffer, offset);
        id = word & ExtendedId;
        if (id != ExtendedId)
        {
            clock = Advance(clock, word >> 16, 32);
            return position + CompactBits;
        }

        if (position + ExtendedBits > Data.EndBits)
        {
            return NeedMoreHeader(position, ExtendedBits);
        }

        id = (uint)(word >> 16);
        clock = BitReader.Load(Data.Buffer, offset + 6);
        return position + ExtendedBits;
    }

    private int NeedMoreHeader(int position, int bits) => Data.FailEnd(position, bits);

    private int DecodeGeneral(StreamClass stream, ref ulong id, ref ulong clock)
    {
        Data.Begin();
        int position = Data.Walk(stream.EventHeader, _position);
        if (position >= 0)
        {
            id = Data.Roles[(int)FieldRole.EventId];
            if (Data.HasRole(FieldRole.Timestamp))
            {
                clock = Advance(clock, Data.Roles[(int)FieldRole.Timestamp], Data.RoleNodes[(int)FieldRole.Timestamp]!.Size);
            }
        }

        return position;
    }

    /// <summary>The clock's next value whose low bits are those: timestamps are cut.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Advance(ulong clock, ulong low, int bits)
    {
        if (bits == 64)
        {
            return low;
        }

        ulong mask = (1UL << bits) - 1;
        low &= mask;
        ulong next = (clock & ~mask) | low;
        return low < (clock & mask) ? next + mask + 1 : next;
    }

    private TraceProblem ProblemHere(int position, string expected, string found) => new(
        _head.File.Path,
        _head.Number,
        _head.Offset + _windowStart + (position / 8),
        "expected " + expected,
        found);
}
