namespace Tracing.Reader.Records;

/// <summary>A run of fields whose sizes are known, and the field behind it whose size is not.</summary>
/// <param name="Alignment">Where the run begins: the next multiple of so many bits.</param>
/// <param name="FixedBits">The run's size.</param>
/// <param name="Kept">Integers in the run that later fields refer to.</param>
/// <param name="Tail">The field behind the run, or null.</param>
/// <param name="Work">Elements in the run that have no bits.</param>
internal readonly record struct PlanSegment(long Alignment, long FixedBits, FieldNode[] Kept, FieldNode? Tail, long Work)
{
    /// <summary>How to get over the tail.</summary>
    public TailKind TailKind { get; } = Tail switch
    {
        null => TailKind.None,
        { Kind: FieldKind.Text, IsTerminated: true } => TailKind.Text,
        { Kind: FieldKind.Text or FieldKind.Sequence, Reference: >= 0, Role: FieldRole.None, Alignment: <= 8 }
            when Tail.Children[0] is { FixedBits: > 0, MustWalk: false } element && element.Work == 0 => TailKind.Elements,
        _ => TailKind.Other,
    };

    /// <summary>For elements of known size: where their count is, bits from one to the next, and bits of one.</summary>
    public int CountRegister { get; } = Tail?.Reference ?? -1;

    /// <inheritdoc cref="CountRegister"/>
    public int Stride { get; } = (int)Math.Min(Tail?.Stride ?? 0, int.MaxValue);

    /// <inheritdoc cref="CountRegister"/>
    public int ElementBits { get; } = Tail is { Children: [var element, ..] } ? (int)Math.Min(element.FixedBits, int.MaxValue) : 0;
}

/// <summary>What stands behind a run of fields of known size.</summary>
internal enum TailKind : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Text that ends at a NUL.</summary>
    Text,

    /// <summary>Elements of known size, as many as a field says.</summary>
    Elements,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>
/// How to get over an event and know where its fields are: one step for each field of unknown size, not one for each field.
/// A field's place is a segment's position, known once the event was walked, and a constant.
/// </summary>
internal sealed class RecordPlan
{
    private readonly List<PlanSegment> _segments = [];
    private readonly List<FieldNode> _kept = [];
    private long _alignment;
    private long _bits;
    private long _work;
    private bool _isOpen;

    // What the run's begin is known to be a multiple of, in bits.
    private long _known = 1;

    private RecordPlan()
    {
    }

    /// <summary>The segments, in order.</summary>
    public PlanSegment[] Segments { get; private set; } = [];

    /// <summary>Plans for scopes that follow each other; assigns slots to the fields at their top.</summary>
    /// <param name="roots">The scopes' structs.</param>
    public static RecordPlan Build(params ReadOnlySpan<FieldNode> roots)
    {
        var plan = new RecordPlan();
        foreach (FieldNode root in roots)
        {
            plan.AlignTo(root.Alignment);
            foreach (FieldNode field in root.Children)
            {
                plan.Add(field);
            }
        }

        plan.Close(null);
        plan.Segments = [.. plan._segments];
        return plan;
    }

    private void AlignTo(long alignment)
    {
        if (_isOpen && alignment <= _known)
        {
            _bits = NodeBuilder.AlignUp(_bits, alignment);
            return;
        }

        if (_isOpen && (_bits > 0 || alignment > _alignment))
        {
            Close(null);
        }

        if (!_isOpen)
        {
            _isOpen = true;
            _alignment = alignment;
            _known = Math.Max(_known, alignment);
        }
    }

    private void Add(FieldNode field)
    {
        AlignTo(field.Alignment);
        field.Slot = _segments.Count;
        field.SlotOffset = (int)Math.Min(_bits, int.MaxValue);
        if (field.FixedBits >= 0 && !field.MustWalk)
        {
            if (field.Register >= 0)
            {
                _kept.Add(field);
            }

            _bits = Math.Min(FieldNode.Unbounded, _bits + field.FixedBits);
            _work = Math.Min(FieldNode.Unbounded, _work + field.Work);
        }
        else
        {
            Close(field);
        }
    }

    private void Close(FieldNode? tail)
    {
        if (!_isOpen)
        {
            return;
        }

        _segments.Add(new PlanSegment(_alignment, _bits, [.. _kept], tail, _work));
        _work = 0;
        _kept.Clear();
        _isOpen = false;
        _bits = 0;

        // Behind a string the next byte begins; behind anything else nothing is known that is worth keeping.
        _known = tail is { Kind: FieldKind.Text } ? 8 : 1;
    }
}
