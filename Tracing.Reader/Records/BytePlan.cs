namespace Tracing.Reader.Records;

/// <summary>
/// A <see cref="RecordPlan"/> for events of whole bytes that need no alignment, as LTTng-UST's and ours are: what is left to do
/// for an event is an addition and a comparison for each run, and a search for each text.
/// </summary>
/// <remarks>It has no words for what is wrong: an event that it cannot get over is walked again by the full plan, which has.</remarks>
internal sealed class BytePlan
{
    /// <summary>Bytes of a run or an element at most: sums of a few stay far from 32 bits.</summary>
    private const long MaxBytes = 1 << 24;

    private BytePlan(ByteSegment[] segments) => Segments = segments;

    public ByteSegment[] Segments { get; }

    /// <summary>The plan in bytes, or null if the event needs the full one.</summary>
    public static BytePlan? From(RecordPlan plan)
    {
        var segments = new ByteSegment[plan.Segments.Length];
        for (int i = 0; i < segments.Length; i++)
        {
            if (!BitConverter.IsLittleEndian || !IsSimple(plan.Segments[i]))
            {
                return null;
            }

            PlanSegment segment = plan.Segments[i];
            segments[i] = new ByteSegment(
                (int)(segment.FixedBits / 8),
                segment.TailKind,
                segment.Kept,
                segment.CountRegister,
                segment.Stride / 8);
        }

        return new BytePlan(segments);
    }

    private static bool IsSimple(PlanSegment segment) =>
        segment is { Alignment: <= 8, Work: 0, TailKind: not TailKind.Other }
        && segment.FixedBits % 8 == 0 && segment.FixedBits / 8 <= MaxBytes
        && Array.TrueForAll(segment.Kept, static node => node.IsFastInteger)
        && (segment.TailKind != TailKind.Elements
            || (segment.Stride % 8 == 0 && segment.Stride == segment.ElementBits && segment.Stride / 8 <= MaxBytes));
}

/// <summary>A run of bytes and what stands behind it.</summary>
/// <param name="Bytes">The run's size.</param>
/// <param name="Tail">What stands behind it.</param>
/// <param name="Kept">Integers in the run that later fields refer to.</param>
/// <param name="CountRegister">For elements: where their count is.</param>
/// <param name="Stride">For elements: bytes of one.</param>
internal readonly record struct ByteSegment(int Bytes, TailKind Tail, FieldNode[] Kept, int CountRegister, int Stride);
