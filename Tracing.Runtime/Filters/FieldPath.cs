using System.Runtime.CompilerServices;

namespace Tracing.Runtime.Filters;

/// <summary>Where a value is: which bytes to begin at, and the steps from there.</summary>
internal sealed unsafe class FieldPath(RecordPart part, PathStep[] steps, FieldLayout target)
{
    /// <summary>Which bytes.</summary>
    public RecordPart Part { get; } = part;

    /// <summary>The steps.</summary>
    public PathStep[] Steps { get; } = steps;

    /// <summary>What is there.</summary>
    public FieldLayout Target { get; } = target;

    /// <summary>Goes there; null if there is no value.</summary>
    public byte* Locate(in RecordView record)
    {
        byte* place = record.Begin(Part);
        foreach (PathStep step in Steps)
        {
            switch (step.Action)
            {
                case PathAction.EnterNullable:
                    if (place[-1] == 0)
                    {
                        return null;
                    }

                    break;
                case PathAction.Element:
                    if (CountBefore(place, step.CountSize) <= (uint)step.Index)
                    {
                        return null;
                    }

                    place += (long)step.Index * step.Size;
                    break;
                default:
                    place = Skip(place, step);
                    break;
            }
        }

        return place;
    }

    /// <summary>The length of a sequence that begins here.</summary>
    public static uint CountBefore(byte* place, int countSize) =>
        countSize == sizeof(byte) ? place[-1] : Unsafe.ReadUnaligned<uint>(place - sizeof(uint));

    /// <summary>Behind the text that begins here.</summary>
    public static byte* AfterText(byte* place) => place + FieldText.LengthOf(place) + 1;

    private static byte* Skip(byte* place, PathStep step)
    {
        switch (step.Action)
        {
            case PathAction.Advance:
                return place + step.Size;
            case PathAction.SkipText:
                return AfterText(place);
            case PathAction.SkipSequence:
                return place + ((long)CountBefore(place, step.CountSize) * step.Size);
            default:
                if (place[-1] != 0)
                {
                    foreach (PathStep inner in step.Inner!)
                    {
                        place = Skip(place, inner);
                    }
                }

                return place;
        }
    }
}
