using System.Runtime.InteropServices;
using Tracing.Format;

namespace Tracing.Writing;

/// <summary>
/// A <see cref="RingSlot"/> of a thread that writes to a shared ring. The words that the thread path looks at are 0, so that it
/// never finds room, and a commit finds no progress words.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = RingSlot.Size)]
internal unsafe struct SharedSlot
{
    /// <summary>The ring that the next record goes to.</summary>
    [FieldOffset(16)] public RingFileHeader* Ring;

    /// <summary>Always null: see <see cref="RingSlot.Progress"/>.</summary>
    [FieldOffset(24)] public RingProgress* Progress;

    /// <summary>The thread's claim; null in a slot without a ring.</summary>
    [FieldOffset(32)] public ClaimLine* Claim;

    /// <summary>Between enter and reserve: the ring's reserve word, loaded before <see cref="LoadedAt"/> was read.</summary>
    [FieldOffset(40)] public ulong Loaded;

    /// <summary>Between enter and reserve: the probe's time; 0 when nothing is loaded.</summary>
    [FieldOffset(48)] public ulong LoadedAt;

    /// <summary>Between reserve and commit: the entry of the sub-buffer that the open record is in.</summary>
    [FieldOffset(40)] public SharedEntry* Entry;

    /// <summary>Between reserve and commit: what the record adds to the entry's commit word.</summary>
    [FieldOffset(48)] public ulong Added;

    /// <summary>The claim's index: the thread's name in the reserve word.</summary>
    [FieldOffset(56)] public ushort Owner;

    /// <summary>The processor whose ring <see cref="Ring"/> is.</summary>
    [FieldOffset(58)] public ushort Cpu;

    /// <summary>The processor that the thread ran on when it last read the clock.</summary>
    [FieldOffset(60)] public ushort SeenCpu;

    /// <summary>Whether a slot is one of these.</summary>
    public static bool Is(RingSlot* slot) => slot->Progress == null && ((SharedSlot*)slot)->Claim != null;
}
