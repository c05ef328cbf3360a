using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tracing.Reader.Records;

namespace Tracing.Reader.Merging;

/// <remarks>
/// The way that nearly all events go: the header in its large form, a clock of 1 GHz, the event in whole bytes and in the window,
/// nothing waiting to be told. Whatever is otherwise leaves no trace here and is done by <see cref="MoveNext"/>.
/// </remarks>
internal sealed partial class StreamCursor
{
    private const int CompactHeaderBytes = 6;

    // The last byte at which a compact header may begin; below 0 while the fast way is barred.
    private int _fastEnd = -1;
    private TraceEventClass?[] _fastClasses = [];
    private long _fastOrigin;
    private ulong _fastClockEnd;

    /// <summary>Goes to the next event if that is simple and its time lies in a range; else changes nothing and gives false.</summary>
    /// <param name="from">The range's begin, ns.</param>
    /// <param name="length">Its length, ns; 0 for an empty one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryMoveFast(long from, ulong length)
    {
        int position = (_position + 7) >> 3;
        if (position > _fastEnd)
        {
            return false;
        }

        // Pairs with Arm: up to _fastEnd a whole header lies in the buffer, and the slack behind it.
        ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Data.Buffer), position));
        uint id = (ushort)word;
        TraceEventClass?[] classes = _fastClasses;
        if (id >= (uint)classes.Length || classes[id] is not { BytePlan: { } plan } found)
        {
            return false;
        }

        uint low = (uint)(word >> 16);
        ulong clock = (_clock & ~(ulong)uint.MaxValue) | low;
        if (low < (uint)_clock)
        {
            clock += 1UL << 32;
        }

        long time = _fastOrigin + (long)clock;
        if (clock >= _fastClockEnd || (ulong)(time - from) >= length)
        {
            return false;
        }

        int end = Data.WalkBytes(plan, position + CompactHeaderBytes);
        if (end < 0)
        {
            return false;
        }

        RecordStart = _position;
        _position = end << 3;
        _clock = clock;
        Class = found;
        Time = time;
        Sequence++;
        return true;
    }

    /// <summary>Opens the fast way, when an event has been decoded and nothing waits to be told.</summary>
    private void Arm()
    {
        StreamClass stream = _head.Class;
        if (stream.HeaderForm != HeaderForm.Large || !BitConverter.IsLittleEndian || stream.Clock is not { NarrowOrigin: >= 0 } clock)
        {
            return;
        }

        _fastClasses = stream.DirectEvents;
        _fastOrigin = clock.NarrowOrigin;
        _fastClockEnd = (ulong)(long.MaxValue - clock.NarrowOrigin);
        _fastEnd = (Data.EndBits >> 3) - CompactHeaderBytes;
    }

    private void Bar() => _fastEnd = -1;
}
