using System.Runtime.InteropServices;
using Tracing.Format;

namespace Tracing.Writing;

/// <summary>Where each thread's claim line is. The runtime maps the memory, piece by piece; a piece stays as long as the process lives.</summary>
internal static unsafe class ClaimTable
{
    /// <summary>Claim lines in one piece: 64 KiB of memory.</summary>
    public const int LinesPerSegment = 1 << SegmentShift;

    /// <summary>Claims that there can be: what the owner's 16 bits hold, without 0 (nobody) and the consumer's two marks.</summary>
    public const int MaxClaims = (int)ReserveWord.FirstStamp - 1;

    private const int SegmentShift = 10;
    private const int MaxSegments = (MaxClaims >> SegmentShift) + 1;

    private static readonly ClaimLine** s_segments = (ClaimLine**)NativeMemory.AllocZeroed(MaxSegments, (nuint)sizeof(ClaimLine*));

    /// <summary>The line with this index, whose segment was added.</summary>
    public static ClaimLine* Line(uint index) => s_segments[index >> SegmentShift] + (index & (LinesPerSegment - 1));

    /// <summary>Adds a piece. The caller serialises; a thread gets a claim of it only afterwards.</summary>
    public static void AddSegment(int segment, ClaimLine* lines) => s_segments[segment] = lines;
}
