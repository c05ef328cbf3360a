using System.Runtime.CompilerServices;

namespace Tracing.Reader.Records;

/// <summary>Bytes of a packet that fields are read from, and what decoding found out about them.</summary>
/// <remarks>Positions are bits from the buffer's start; the buffer starts somewhere in the packet, at a multiple of 64 bytes.</remarks>
internal sealed partial class FieldData
{
    /// <summary>
    /// Elements without any bits that one event may have: empty structs cost time but no bytes, so that only a limit bounds
    /// the work. All other elements are as many as the event's bits at most.
    /// </summary>
    private const long FreeElements = 1 << 12;

    private long _work;
    private int _stopAt = int.MaxValue;

    /// <summary>The content, with <see cref="BitReader.Slack"/> bytes behind it.</summary>
    public byte[] Buffer { get; set; } = new byte[BitReader.Slack];

    /// <summary>Where the content in the buffer ends.</summary>
    public int EndBits { get; set; }

    /// <summary>Bits from the packet's start to the buffer's: a multiple of 512.</summary>
    public long OriginBits { get; set; }

    /// <summary>Integers that lengths and tags refer to.</summary>
    public ulong[] Registers { get; set; } = [];

    /// <summary>Positions of the segments of the event's plan.</summary>
    public int[] Slots { get; private set; } = [];

    /// <summary>Where the segments' last fields end.</summary>
    public int[] TailEnds { get; private set; } = [];

    /// <summary>Makes room for the positions of segments.</summary>
    public void EnsureSlots(int count)
    {
        if (Slots.Length < count)
        {
            Slots = new int[count];
            TailEnds = new int[count];
        }
    }

    /// <summary>Bytes of a text up to its NUL.</summary>
    public int TextLength(int position)
    {
        int start = position >> 3;
        return Math.Max(0, Buffer.AsSpan(start, (EndBits >> 3) - start).IndexOf((byte)0));
    }

    /// <summary>What the header's integers said, by role; valid where <see cref="HasRole"/> says so.</summary>
    public ulong[] Roles { get; } = new ulong[(int)FieldRole.Count];

    /// <summary>The fields behind <see cref="Roles"/>.</summary>
    public FieldNode?[] RoleNodes { get; } = new FieldNode?[(int)FieldRole.Count];

    private uint _roles;

    /// <summary>Whether the last walk met an integer with that role.</summary>
    public bool HasRole(FieldRole role) => (_roles & (1u << (int)role)) != 0;

    /// <summary>Forgets the roles and allows work for one header or event.</summary>
    public void Begin()
    {
        _roles = 0;
        _work = FreeElements;
    }

    /// <summary>Allows work for one event.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginEvent() => _work = FreeElements;

    /// <summary>Goes over an event by its plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="position">Where the first scope begins, before its alignment.</param>
    /// <returns>Where the event ends, or -1: see <see cref="DescribeFailure"/>.</returns>
    public int Walk(RecordPlan plan, int position)
    {
        PlanSegment[] segments = plan.Segments;
        int[] slots = Slots;
        for (int i = 0; i < segments.Length; i++)
        {
            ref readonly PlanSegment segment = ref segments[i];
            position = Align(position, segment.Alignment);
            slots[i] = position;
            if (segment.FixedBits > EndBits - position)
            {
                return Fail(null, position, segment.FixedBits);
            }

            if (segment.Work > 0 && !Spend(segment.Work))
            {
                return FailWork(null, position);
            }

            FieldNode[] kept = segment.Kept;
            for (int k = 0; k < kept.Length; k++)
            {
                Registers[kept[k].Register] = BitReader.Read(Buffer, position + kept[k].SlotOffset, kept[k]);
            }

            position += (int)segment.FixedBits;
            switch (segment.TailKind)
            {
                case TailKind.None:
                    continue;
                case TailKind.Text:
                    position = WalkText(segment.Tail!, (position + 7) & ~7);
                    break;
                case TailKind.Elements:
                    position = WalkElements(in segment, position);
                    break;
                default:
                    position = Walk(segment.Tail!, position);
                    break;
            }

            if (position < 0)
            {
                return -1;
            }

            TailEnds[i] = position;
        }

        return position;
    }

    /// <summary>Goes over a field.</summary>
    /// <param name="node">The field.</param>
    /// <param name="position">Where the field before it ends.</param>
    /// <returns>Where the field ends, or -1: see <see cref="DescribeFailure"/>.</returns>
    public int Walk(FieldNode node, int position)
    {
        position = Align(position, node.Alignment);
        switch (node.Kind)
        {
            case FieldKind.Text when node.IsTerminated:
                return WalkText(node, position);
            case FieldKind.Text or FieldKind.Sequence:
                return WalkElements(node, position);
            case FieldKind.Variant:
                return WalkVariant(node, position);
            case FieldKind.Structure when node.FixedBits < 0 || node.MustWalk:
                foreach (FieldNode child in node.Children)
                {
                    if (position >= _stopAt)
                    {
                        return position;
                    }

                    position = Walk(child, position);
                    if (position < 0)
                    {
                        return -1;
                    }
                }

                return position;
            default:
                if (node.FixedBits > EndBits - position)
                {
                    return Fail(node, position, node.FixedBits);
                }

                if (node.Work > 0 && !Spend(node.Work))
                {
                    return FailWork(node, position);
                }

                if (node.Register >= 0 || node.Role != FieldRole.None)
                {
                    Keep(node, position);
                }

                return position + (int)node.FixedBits;
        }
    }

    private void Keep(FieldNode node, int position)
    {
        ulong value = BitReader.Read(Buffer, position, node);
        if (node.Register >= 0)
        {
            Registers[node.Register] = value;
        }

        if (node.Role != FieldRole.None)
        {
            Roles[(int)node.Role] = value;
            RoleNodes[(int)node.Role] = node;
            _roles |= 1u << (int)node.Role;
        }
    }

    private int WalkText(FieldNode node, int position)
    {
        int start = position >> 3;
        int end = EndBits >> 3;
        if (start > end)
        {
            return Fail(node, position, 8);
        }

        int length = Buffer.AsSpan(start, end - start).IndexOf((byte)0);
        return length >= 0 ? (start + length + 1) << 3 : Fail(node, position, EndBits - position + 8L);
    }

    private int WalkElements(in PlanSegment segment, int position)
    {
        position = segment.Tail!.Alignment == 8 ? (position + 7) & ~7 : Align(position, segment.Tail.Alignment);
        ulong count = Registers[segment.CountRegister];

        // Each element has a bit at least, so that a count above the bits there are is wrong before it is multiplied.
        if (count > (ulong)EndBits)
        {
            return Fail(segment.Tail, position, (long)Math.Min(count, (ulong)FieldNode.Unbounded));
        }

        long bits = count == 0 ? 0 : ((long)(count - 1) * segment.Stride) + segment.ElementBits;
        return bits <= EndBits - position ? position + (int)bits : Fail(segment.Tail, position, bits);
    }

    private int WalkElements(FieldNode node, int position)
    {
        if (position > EndBits)
        {
            return Fail(node, position, 0);
        }

        FieldNode element = node.Children[0];
        ulong count = node.Reference >= 0 ? Registers[node.Reference] : node.Length;
        if (node.Role == FieldRole.Uuid)
        {
            Roles[(int)FieldRole.Uuid] = (ulong)position;
            RoleNodes[(int)FieldRole.Uuid] = node;
            _roles |= 1u << (int)FieldRole.Uuid;
        }

        if (count == 0)
        {
            return position;
        }

        if (element.FixedBits > 0 && !element.MustWalk)
        {
            if (count > (ulong)EndBits)
            {
                return Fail(node, position, (long)Math.Min(count, (ulong)FieldNode.Unbounded));
            }

            long bits = ((long)(count - 1) * node.Stride) + element.FixedBits;
            if (bits > EndBits - position)
            {
                return Fail(node, position, bits);
            }

            // Elements of elements that have no bits are paid for here; all others are as many as their bits at most.
            return element.Work == 0 || Spend(count, element.Work) ? position + (int)bits : FailWork(node, position);
        }

        if (element.FixedBits == 0 && !element.MustWalk)
        {
            return Spend(count, Math.Max(1, element.Work)) ? position : FailWork(node, position);
        }

        for (ulong i = 0; i < count; i++)
        {
            if (position >= _stopAt)
            {
                return position;
            }

            int start = position;
            position = Walk(element, position);
            if (position < 0)
            {
                return -1;
            }

            if (position == start && !Spend(1))
            {
                return FailWork(node, position);
            }
        }

        return position;
    }

    private int WalkVariant(FieldNode node, int position)
    {
        int option = ChosenOption(node);
        if (option < 0)
        {
            FailureReason = FailureReason.NoOption;
            FailureValue = Registers[node.Reference];
            FailureNode = node;
            FailurePosition = position;
            return -1;
        }

        return Walk(node.Children[option], position);
    }

    /// <summary>The option of a variant that the tag read last chooses, or -1.</summary>
    public int ChosenOption(FieldNode node)
    {
        ulong tag = Registers[node.Reference];
        bool isSigned = node.IsSigned;
        foreach (OptionRange range in node.Options)
        {
            if (EnumLabels.Contains(range.First, range.Last, tag, isSigned))
            {
                return range.Option;
            }
        }

        return -1;
    }

    /// <summary>Sets the registers to what they are at a position within a field: others may have been decoded since.</summary>
    /// <param name="node">A field at the top of its scope, or the scope's root.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="position">Where to stop.</param>
    public void Restore(FieldNode node, int start, int position)
    {
        _work = FreeElements;
        _stopAt = position;
        Walk(node, start);
        _stopAt = int.MaxValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Align(int position, long alignment)
    {
        if (alignment <= 8 && (position & 7) == 0)
        {
            return position;
        }

        return AlignSlow(position, alignment);
    }

    /// <summary>The next position that is a multiple of an alignment from the packet's start.</summary>
    public int AlignSlow(int position, long alignment)
    {
        long aligned = NodeBuilder.AlignUp(OriginBits + position, alignment) - OriginBits;
        return (int)Math.Min(aligned, int.MaxValue / 2);
    }

    private bool Spend(ulong count, long work) => count <= (ulong)FreeElements / (ulong)work && Spend((long)count * work);

    private bool Spend(long work)
    {
        if (work > _work)
        {
            return false;
        }

        _work -= work;
        return true;
    }
}
