using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tracing.Reader.Records;

/// <summary>Reads numbers at any bit. Buffers have <see cref="Slack"/> bytes behind their content, so that one wide load is always possible.</summary>
internal static class BitReader
{
    /// <summary>Bytes that must follow the content: 64 bits that begin within a byte touch 9, and texts are searched 32 bytes at once.</summary>
    public const int Slack = 32;

    /// <summary>Reads an integer; a signed one is extended to 64 bits.</summary>
    /// <param name="buffer">Content and slack.</param>
    /// <param name="position">The first bit; for big-endian fields counted from the highest bit of each byte.</param>
    /// <param name="node">Size, sign and byte order.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Read(byte[] buffer, int position, FieldNode node)
    {
        if (node.IsFastInteger)
        {
            // Shifting up and down cuts the word and extends the sign.
            ulong word = Load(buffer, position >> 3);
            int unused = node.UnusedBits;
            return node.IsSigned ? (ulong)((long)(word << unused) >> unused) : word << unused >> unused;
        }

        return ReadSlow(buffer, position, node.Size, node.IsSigned, node.IsBigEndian);
    }

    /// <summary>Reads 8 bytes of the buffer in the machine's order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Load(byte[] buffer, int offset)
    {
        // A position past the slack would be an error of ours: the check costs less than being wrong.
        if ((uint)offset > (uint)(buffer.Length - sizeof(ulong)))
        {
            ThrowOutside();
        }

        return Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(buffer), offset));
    }

    private static void ThrowOutside() => throw new InvalidOperationException("A field lies outside of what was read.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong ReadSlow(byte[] buffer, int position, int size, bool isSigned, bool isBigEndian)
    {
        int start = position >> 3;
        int shift = position & 7;
        ReadOnlySpan<byte> bytes = buffer.AsSpan(start, sizeof(ulong) + 1);
        ulong value;
        if (isBigEndian)
        {
            value = BinaryPrimitives.ReadUInt64BigEndian(bytes) << shift;
            if (shift + size > 64)
            {
                value |= (ulong)bytes[8] >> (8 - shift);
            }

            // The field is at the top of the word now.
            return isSigned ? (ulong)((long)value >> (64 - size)) : value >> (64 - size);
        }

        value = BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> shift;
        if (shift + size > 64)
        {
            value |= (ulong)bytes[8] << (64 - shift);
        }

        value <<= 64 - size;
        return isSigned ? (ulong)((long)value >> (64 - size)) : value >> (64 - size);
    }
}
