using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace Tracing.Writing;

/// <remarks>
/// Sizes are counted here since <c>Encoding.GetByteCount</c> allocates for unpaired surrogates, and throws from 2 GiB on.
/// No size is less than the text's length, though the text changes while it is counted: <see cref="Encode"/> and
/// <see cref="Copy"/> write so much without a look at their limit.
/// </remarks>
internal static unsafe partial class RecordText
{
    private const ushort FirstOfTwoBytes = 0x80;
    private const ushort FirstOfThreeBytes = 0x800;
    private const ushort SurrogateMask = 0xFC00;
    private const ushort HighSurrogate = 0xD800;
    private const ushort LowSurrogate = 0xDC00;

    /// <summary>
    /// How many bytes <see cref="Encode"/> makes of a text. Each UTF-16 code unit counts for itself: one byte, two from
    /// U+0080 and three from U+0800 on, unpaired surrogates and NULs three. A pair of surrogates makes four, not twice three.
    /// </summary>
    public static long SizeOf(ReadOnlySpan<char> text)
    {
        long size = text.Length;
        int done = 0;
        uint pending = 0;
        fixed (char* source = text)
        {
            for (; text.Length - done >= Vector128<ushort>.Count; done += Vector128<ushort>.Count)
            {
                Vector128<ushort> units = Vector128.Load((ushort*)source + done);
                Vector128<ushort> kinds = units & Vector128.Create(SurrogateMask);
                size += Count(Vector128.GreaterThanOrEqual(units, Vector128.Create(FirstOfTwoBytes)));
                size += Count(Vector128.GreaterThanOrEqual(units, Vector128.Create(FirstOfThreeBytes)));
                size += 2 * Count(Vector128.Equals(units, Vector128<ushort>.Zero));

                // One bit a unit. A low surrogate right behind a high one, which may be the last unit of the block before.
                uint high = Vector128.Equals(kinds, Vector128.Create(HighSurrogate)).ExtractMostSignificantBits();
                uint low = Vector128.Equals(kinds, Vector128.Create(LowSurrogate)).ExtractMostSignificantBits();
                size -= 2 * BitOperations.PopCount(((high << 1) | pending) & low);
                pending = high >> (Vector128<ushort>.Count - 1);
            }

            for (; done < text.Length; done++)
            {
                ushort unit = source[done];
                size += unit >= FirstOfThreeBytes || unit == 0 ? 2 : unit >= FirstOfTwoBytes ? 1 : 0;
                size -= pending != 0 && (unit & SurrogateMask) == LowSurrogate ? 2 : 0;
                pending = (unit & SurrogateMask) == HighSurrogate ? 1u : 0;
            }
        }

        return Math.Max(size, text.Length);
    }

    /// <summary>How many bytes <see cref="Copy"/> makes of a text: never fewer than it has, since what is replaced is no longer than its symbol.</summary>
    public static long SizeOfUtf8(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            return text.Length + ((NulSymbol.Length - 1L) * text.Count((byte)0));
        }

        long size = 0;
        long length = text.Length;
        while (!text.IsEmpty)
        {
            bool isValid = Rune.DecodeFromUtf8(text, out _, out int runeLength) == OperationStatus.Done;
            size += !isValid || text[0] == 0 ? NulSymbol.Length : runeLength;
            text = text[runeLength..];
        }

        return Math.Max(size, length);
    }

    private static int Count(Vector128<ushort> mask) => BitOperations.PopCount(mask.ExtractMostSignificantBits());
}
