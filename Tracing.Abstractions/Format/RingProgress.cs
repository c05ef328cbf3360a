using System.Runtime.InteropServices;

namespace Tracing.Format;

/// <summary>
/// The two words of the header page that a producer writes with every record; apart, so that a probe reaches them through one
/// pointer. Their place in the page: <see cref="RingFileHeader.Progress"/>.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct RingProgress
{
    /// <summary>See <see cref="CommitWord"/>.</summary>
    [FieldOffset(0)] public ulong Committed;

    /// <summary>The time of the last record, in ns; written before <see cref="Committed"/>.</summary>
    [FieldOffset(8)] public ulong LastTimestamp;
}
