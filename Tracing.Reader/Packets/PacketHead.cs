using Tracing.Reader.Records;

namespace Tracing.Reader.Packets;

/// <summary>A packet's header and context: where it is, how large, and what it says of its events.</summary>
internal sealed class PacketHead
{
    /// <summary>The bytes of header and context, for the events' packet context.</summary>
    public FieldData Data { get; } = new();

    /// <summary>The file that it is in.</summary>
    public StreamFile File { get; set; } = null!;

    public StreamClass Class { get; set; } = null!;

    /// <summary>Its number in the file, from 0.</summary>
    public long Number { get; set; }

    /// <summary>Bytes from the file's start.</summary>
    public long Offset { get; set; }

    /// <summary>Bits up to the end of the last event; no more than there are in the file.</summary>
    public long ContentBits { get; set; }

    /// <summary>Bits up to the end of the padding, as the packet says.</summary>
    public long PacketBits { get; set; }

    /// <summary>Bits from the packet's start to its first event.</summary>
    public int EventStartBits { get; set; }

    /// <summary>What is wrong with the packet although its events can be read.</summary>
    public TraceProblem? Problem { get; set; }

    /// <summary>Whether the file ends within it; then that is its problem.</summary>
    public bool IsCut { get; set; }

    public ulong InstanceId { get; private set; }

    public bool HasInstanceId { get; private set; }

    public ulong Begin { get; private set; }

    public bool HasBegin { get; private set; }

    public ulong End { get; private set; }

    public bool HasEnd { get; private set; }

    public ulong SequenceNumber { get; private set; }

    public bool HasSequenceNumber { get; private set; }

    public ulong Discarded { get; private set; }

    public bool HasDiscarded { get; private set; }

    /// <summary>Bits of the counter of discarded events.</summary>
    public int DiscardedBits { get; private set; }

    /// <summary>Takes over what header and context said.</summary>
    public void TakeHeaderRoles()
    {
        HasInstanceId = Data.HasRole(FieldRole.StreamInstanceId);
        InstanceId = Value(FieldRole.StreamInstanceId);
    }

    /// <summary>Takes over what the packet context said.</summary>
    public void TakeContextRoles()
    {
        HasBegin = Data.HasRole(FieldRole.TimestampBegin);
        Begin = Value(FieldRole.TimestampBegin);
        HasEnd = Data.HasRole(FieldRole.TimestampEnd);
        End = Value(FieldRole.TimestampEnd);
        HasSequenceNumber = Data.HasRole(FieldRole.SequenceNumber);
        SequenceNumber = Value(FieldRole.SequenceNumber);
        HasDiscarded = Data.HasRole(FieldRole.EventsDiscarded);
        Discarded = Value(FieldRole.EventsDiscarded);
        DiscardedBits = HasDiscarded ? Data.RoleNodes[(int)FieldRole.EventsDiscarded]!.Size : 64;
    }

    /// <summary>Nanoseconds of the begin, or the lowest value if that is not known.</summary>
    public long BeginTime => HasBegin && Class.Clock is not null ? Class.Clock.ToNanoseconds(Begin) : long.MinValue;

    /// <summary>Nanoseconds of the end, or the lowest value if that is not known.</summary>
    public long EndTime => HasEnd && Class.Clock is not null ? Class.Clock.ToNanoseconds(End) : long.MinValue;

    /// <summary>Whether this is the same packet in another file: snapshots overlap.</summary>
    public bool IsSameAs(PacketHead other) =>
        File != other.File && HasBegin && HasEnd
        && Begin == other.Begin && End == other.End && SequenceNumber == other.SequenceNumber
        && ContentBits == other.ContentBits && Discarded == other.Discarded;

    private ulong Value(FieldRole role) => Data.HasRole(role) ? Data.Roles[(int)role] : 0;
}
