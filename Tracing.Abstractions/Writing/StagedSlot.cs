using System.Runtime.InteropServices;
using Tracing.Format;

namespace Tracing.Writing;

/// <summary>
/// A <see cref="RingSlot"/> for bindings with a stage, one a thread. The words that the thread path looks at are 0, so that it never finds room, and
/// a commit finds no progress words; there is no claim either.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = RingSlot.Size)]
internal unsafe struct StagedSlot
{
    /// <summary>Always null: see <see cref="RingSlot.Progress"/>.</summary>
    [FieldOffset(24)] public RingProgress* Progress;

    /// <summary>Always null: see <see cref="SharedSlot.Claim"/>.</summary>
    [FieldOffset(32)] public ClaimLine* Claim;

    /// <summary>The thread's room for what is not in a ring; null before its first use.</summary>
    [FieldOffset(40)] public StagingArea* Area;

    /// <summary>The processor that the thread ran on when its probe took the time; set for bindings that need it.</summary>
    [FieldOffset(48)] public ushort Cpu;

    /// <summary>Between open and commit: whether the record is where it will be in the ring, to be committed there.</summary>
    [FieldOffset(50)] public bool IsInRing;

    /// <summary>Between open and commit: bytes of the contexts, which stand in front of the fields.</summary>
    [FieldOffset(52)] public int ContextSize;

    /// <summary>Between open and commit: where the fields begin.</summary>
    [FieldOffset(56)] public byte* Payload;
}
