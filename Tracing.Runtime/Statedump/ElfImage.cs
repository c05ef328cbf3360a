using System.Buffers.Binary;

namespace Tracing.Runtime.Statedump;

/// <summary>What the head of an ELF file tells that is mapped at an address. 64-bit, little-endian: what .NET runs on.</summary>
/// <remarks>
/// Fields of the ELF specification (System V ABI) that are read:
/// <code>
/// file header (64 bytes)          program header (56 bytes)      note
///   0 magic 7F 45 4C 46             0 u32 type: 4 for notes        0 u32 name size
///   4 u8  class: 2 for 64 bits     16 u64 address                  4 u32 content size
///   5 u8  data: 1 for little       40 u64 size in memory           8 u32 type: 3 for the build id
///  16 u16 type: 2 fixed, 3 not                                    12 name, padded to 4 bytes
///  32 u64 place of the program headers                               content, padded to 4 bytes
///  54 u16 size of one, 56 u16 how many
/// </code>
/// Every size is checked against what was read.
/// </remarks>
/// <param name="IsPositionIndependent">Whether its addresses count from where it is mapped.</param>
/// <param name="BuildId">Its build id; empty without one.</param>
internal sealed record ElfImage(bool IsPositionIndependent, byte[] BuildId)
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const uint NoteSegment = 4;
    private const ushort FixedType = 2, PositionIndependentType = 3;
    private const uint BuildIdType = 3;
    private const int NoteHeaderSize = 12;

    /// <summary>Most program headers that are looked at; files have about ten.</summary>
    private const int MaxProgramHeaders = 64;

    /// <summary>Most bytes of a segment of notes that are looked at, and of a build id that are taken: SHA-1 has 20.</summary>
    private const int MaxNotes = 4096, MaxBuildId = 64;

    /// <summary>Reads bytes at an address; false if not all of them are there.</summary>
    internal delegate bool MemoryReader(ulong address, Span<byte> destination);

    /// <summary>Reads the image at an address; null if there is none.</summary>
    /// <param name="begin">Where it is mapped.</param>
    /// <param name="size">Its mapped bytes, beyond which nothing is read.</param>
    /// <param name="read">Reads the memory.</param>
    public static ElfImage? TryRead(ulong begin, ulong size, MemoryReader read)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        if (size < HeaderSize || !read(begin, header) || !header.StartsWith("\u007FELF"u8) || header[4] != 2 || header[5] != 1)
        {
            return null;
        }

        ushort type = BinaryPrimitives.ReadUInt16LittleEndian(header[16..]);
        if (type is not (FixedType or PositionIndependentType))
        {
            return null;
        }

        bool isPositionIndependent = type == PositionIndependentType;
        ulong place = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
        int entrySize = BinaryPrimitives.ReadUInt16LittleEndian(header[54..]);
        int count = Math.Min((int)BinaryPrimitives.ReadUInt16LittleEndian(header[56..]), MaxProgramHeaders);
        if (entrySize < ProgramHeaderSize)
        {
            return new ElfImage(isPositionIndependent, []);
        }

        Span<byte> entry = stackalloc byte[ProgramHeaderSize];
        for (int i = 0; i < count; i++)
        {
            ulong offset = place + ((ulong)i * (ulong)entrySize);
            if (!IsInside(offset, ProgramHeaderSize, size) || !read(begin + offset, entry))
            {
                break;
            }

            if (BinaryPrimitives.ReadUInt32LittleEndian(entry) != NoteSegment)
            {
                continue;
            }

            ulong address = BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]);
            ulong length = Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(entry[40..]), MaxNotes);
            ulong notesAt = isPositionIndependent ? address : address - begin;
            if (IsInside(notesAt, length, size))
            {
                byte[] notes = new byte[length];
                if (read(begin + notesAt, notes) && FindBuildId(notes) is { } id)
                {
                    return new ElfImage(isPositionIndependent, id);
                }
            }
        }

        return new ElfImage(isPositionIndependent, []);
    }

    /// <summary>The build id among notes; null if there is none.</summary>
    internal static byte[]? FindBuildId(ReadOnlySpan<byte> notes)
    {
        while (notes.Length >= NoteHeaderSize)
        {
            // 64 bits: what is padded does not overflow.
            long nameSize = Padded(BinaryPrimitives.ReadUInt32LittleEndian(notes));
            uint contentSize = BinaryPrimitives.ReadUInt32LittleEndian(notes[4..]);
            uint type = BinaryPrimitives.ReadUInt32LittleEndian(notes[8..]);
            long contentAt = NoteHeaderSize + nameSize;
            if (contentAt + contentSize > notes.Length)
            {
                return null;
            }

            if (type == BuildIdType && contentSize is > 0 and <= MaxBuildId && notes[NoteHeaderSize..(int)contentAt].SequenceEqual("GNU\0"u8))
            {
                return notes.Slice((int)contentAt, (int)contentSize).ToArray();
            }

            notes = notes[(int)Math.Min(contentAt + Padded(contentSize), notes.Length)..];
        }

        return null;
    }

    private static long Padded(uint size) => ((long)size + 3) & ~3L;

    private static bool IsInside(ulong offset, ulong length, ulong size) => offset <= size && length <= size - offset;
}
