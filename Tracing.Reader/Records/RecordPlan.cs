namespace Tracing.Reader.Records;

/// <summary>A run of fields whose sizes are known, and the field behind it whose size is not.</summary>
/// <param name="Alignment">Where the run begins: the next multiple of so many bits.</param>
/// <param name="FixedBits">The run's size.</param>
/// <param name="Kept">Integers in the run that later fields refer to.</param>
/// <param name="Tail">The field behind the run, or null.</param>
internal sealed record PlanSegment(long Alignment, long FixedBits, FieldNode[] Kept, FieldNode? Tail);

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

        _segments.Add(new PlanSegment(_alignment, _bits, [.. _kept], tail));
        _kept.Clear();
        _isOpen = false;
        _bits = 0;

        // Behind a string the next byte begins; behind anything else nothing is known that is worth keeping.
        _known = tail is { Kind: FieldKind.Text } ? 8 : 1;
    }
}
