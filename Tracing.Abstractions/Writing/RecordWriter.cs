using System.ComponentModel;
using System.Runtime.CompilerServices;
using Tracing.Format;
using Tracing.Registry;

namespace Tracing.Writing;

/// <summary>
/// Writes the fields of one record straight into the ring, byte-packed, and commits it. Generated code writes exactly as
/// many bytes as it reserved, or fewer after <see cref="ProbeScope.ReserveAtMost"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe ref partial struct RecordWriter
{
    private byte* _next;
    private readonly RingSlot* _slot;
    private readonly ulong _timestamp;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal RecordWriter(byte* next, RingSlot* slot, ulong timestamp)
    {
        _next = next;
        _slot = slot;
        _timestamp = timestamp;
    }

    /// <summary>Whether there is room; nothing may be written or committed otherwise.</summary>
    public readonly bool IsOpen
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _next != null;
    }

    /// <summary>Publishes the record to the consumer, unless a filter is against it.</summary>
    /// <param name="binding">Where the event goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Commit(TracepointBinding binding) => Commit<NoTestpoints>(binding);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly void Commit<TTestpoints>(TracepointBinding binding)
        where TTestpoints : struct, ITestpoints
    {
        RingSlot* slot = _slot;
        RingProgress* progress = slot->Progress;
        if (progress == null)
        {
            StagedRecord.Commit<TTestpoints>(binding, slot, _next, _timestamp);
            return;
        }

        slot->Next = _next;
        slot->LastTimestamp = _timestamp;
        TTestpoints.Hit(Testpoint.Reserved);

        // release: the word of the record before comes first, so that who reads that word twice around this time never gets the
        // time of a later record than the next one. Pairs with the acquires of LastTimestamp in ThreadRingReader and ThreadSnapshot.
        Volatile.Write(ref progress->LastTimestamp, _timestamp);
        TTestpoints.Hit(Testpoint.TimeStored);

        // release: record bytes and time before the word that makes them valid. Pairs with the acquire in ThreadRingReader.TryTake;
        // without it a consumer on arm64 can read a committed length over unwritten bytes.
        Volatile.Write(ref progress->Committed, CommitWord.Pack((ulong)_next + slot->PositionOffset, ++slot->Recorded));
        TTestpoints.Hit(Testpoint.Committed);
    }
}
