using Tracing.Filters;

namespace Tracing.Runtime.Filters;

/// <summary>Finds the way to a field that a filter names.</summary>
internal sealed class FieldPathBuilder
{
    private readonly List<PathStep> _steps = [];

    /// <summary>The way to a field among others; null if there is none.</summary>
    /// <param name="part">The bytes that the fields are in.</param>
    /// <param name="fields">The fields, in their order.</param>
    /// <param name="steps">What the filter names.</param>
    public static FieldPath? Find(RecordPart part, NamedLayout[] fields, FilterStep[] steps)
    {
        var builder = new FieldPathBuilder();
        FieldLayout? layout = builder.EnterMember(fields, steps[0].Name!);
        for (int i = 1; i < steps.Length && layout is not null; i++)
        {
            layout = builder.Enter(builder.Unwrap(layout), steps[i]);
        }

        layout = layout is null ? null : builder.Unwrap(layout);
        return layout is null ? null : new FieldPath(part, [.. builder._steps], layout);
    }

    private FieldLayout? Enter(FieldLayout layout, FilterStep step)
    {
        switch (layout)
        {
            case StructLayout @struct when step.Name is not null:
                return EnterMember(@struct.Members, step.Name);
            case ArrayLayout array when step.Name is null && step.Index < array.Length:
                Advance(step.Index * array.Element.Size);
                return array.Element;
            case SequenceLayout sequence when step.Name is null:
                _steps.Add(new PathStep(PathAction.Element, sequence.Element.Size, sequence.CountSize, step.Index));
                return sequence.Element;
            default:
                return null;
        }
    }

    private FieldLayout? EnterMember(NamedLayout[] members, string name)
    {
        int place = Array.FindIndex(members, member => member.Name == name);
        for (int i = 0; i < place; i++)
        {
            Skip(members[i].Layout, _steps);
        }

        return place >= 0 ? members[place].Layout : null;
    }

    private FieldLayout Unwrap(FieldLayout layout)
    {
        while (layout is NullableLayout nullable)
        {
            _steps.Add(new PathStep(PathAction.EnterNullable));
            layout = nullable.Value;
        }

        return layout;
    }

    private void Advance(int size) => Advance(size, _steps);

    private static void Advance(int size, List<PathStep> steps)
    {
        if (size == 0)
        {
            return;
        }

        if (steps.Count > 0 && steps[^1] is { Action: PathAction.Advance } last)
        {
            steps[^1] = last with { Size = last.Size + size };
        }
        else
        {
            steps.Add(new PathStep(PathAction.Advance, size));
        }
    }

    private static void Skip(FieldLayout layout, List<PathStep> steps)
    {
        switch (layout)
        {
            case { IsFixed: true }:
                Advance(layout.Size, steps);
                break;
            case TextLayout:
                steps.Add(new PathStep(PathAction.SkipText));
                break;
            case SequenceLayout sequence:
                steps.Add(new PathStep(PathAction.SkipSequence, sequence.Element.Size, sequence.CountSize));
                break;
            case NullableLayout nullable:
                var inner = new List<PathStep>();
                Skip(nullable.Value, inner);
                steps.Add(new PathStep(PathAction.SkipNullable, Inner: [.. inner]));
                break;
            case StructLayout @struct:
                foreach (NamedLayout member in @struct.Members)
                {
                    Skip(member.Layout, steps);
                }

                break;
        }
    }
}
