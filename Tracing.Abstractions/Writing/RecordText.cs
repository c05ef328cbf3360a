using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace Tracing.Writing;

/// <summary>Text as a CTF string wants it: UTF-8 without a NUL inside. Callers made room for the bound or the exact size.</summary>
internal static unsafe class RecordText
{
    /// <summary>What a null reference is recorded as.</summary>
    public const string Null = "(null)";

    /// <summary>U+2400 SYMBOL FOR NULL, in UTF-8: what a NUL inside a text is recorded as.</summary>
    private static ReadOnlySpan<byte> NulSymbol => [0xE2, 0x90, 0x80];

    /// <summary>U+FFFD REPLACEMENT CHARACTER, in UTF-8.</summary>
    private static ReadOnlySpan<byte> Replacement => [0xEF, 0xBF, 0xBD];

    /// <summary>The text of a type: its full name, or its name where it has no full one (a type parameter).</summary>
    public static string NameOf(Type? type) => type is null ? Null : type.FullName ?? type.Name;

    /// <summary>Encodes a text and returns where it ends. The limit leaves a byte for each UTF-16 code unit at least.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Encode(ReadOnlySpan<char> text, byte* destination, byte* limit)
    {
        int done = 0;
        fixed (char* source = text)
        {
            // Eight characters a step while they are plain: ASCII and not NUL.
            while (text.Length - done >= Vector128<ushort>.Count)
            {
                Vector128<ushort> block = Vector128.Load((ushort*)source + done);
                Vector128<ushort> least = block - Vector128<ushort>.One;
                if (Vector128.GreaterThanAny(least, Vector128.Create((ushort)(0x7F - 1))))
                {
                    break;
                }

                Vector128.Narrow(block, block).GetLower().Store(destination + done);
                done += Vector128<ushort>.Count;
            }

            while (done < text.Length)
            {
                // Read once: what is checked must be what is written.
                ushort unit = Volatile.Read(ref ((ushort*)source)[done]);
                if ((uint)(unit - 1) >= 0x7F)
                {
                    break;
                }

                destination[done++] = (byte)unit;
            }
        }

        return done == text.Length ? destination + done : EncodeSlow(text[done..], destination + done, limit);
    }

    /// <summary>Copies UTF-8 and returns where it ends.</summary>
    public static byte* Copy(ReadOnlySpan<byte> text, byte* destination, byte* limit)
    {
        if (!text.Contains((byte)0) && Utf8.IsValid(text))
        {
            text.CopyTo(new Span<byte>(destination, text.Length));
            return destination + text.Length;
        }

        while (!text.IsEmpty)
        {
            bool isValid = Rune.DecodeFromUtf8(text, out _, out int length) == OperationStatus.Done;
            ReadOnlySpan<byte> bytes = !isValid ? Replacement : text[0] == 0 ? NulSymbol : text[..length];
            if (bytes.Length > limit - destination)
            {
                break;
            }

            bytes.CopyTo(new Span<byte>(destination, bytes.Length));
            destination += bytes.Length;
            text = text[length..];
        }

        return destination;
    }

    /// <summary>How many bytes <see cref="Encode"/> makes of a text.</summary>
    public static long SizeOf(ReadOnlySpan<char> text) =>
        Encoding.UTF8.GetByteCount(text) + ((NulSymbol.Length - 1L) * text.Count('\0'));

    /// <summary>How many bytes <see cref="Copy"/> makes of a text.</summary>
    public static long SizeOfUtf8(ReadOnlySpan<byte> text)
    {
        long size = 0;
        if (Utf8.IsValid(text))
        {
            return text.Length + ((NulSymbol.Length - 1L) * text.Count((byte)0));
        }

        while (!text.IsEmpty)
        {
            bool isValid = Rune.DecodeFromUtf8(text, out _, out int length) == OperationStatus.Done;
            size += !isValid || text[0] == 0 ? NulSymbol.Length : length;
            text = text[length..];
        }

        return size;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* EncodeSlow(ReadOnlySpan<char> text, byte* destination, byte* limit)
    {
        while (true)
        {
            int nul = text.IndexOf('\0');
            ReadOnlySpan<char> run = nul < 0 ? text : text[..nul];
            OperationStatus status = Utf8.FromUtf16(run, new Span<byte>(destination, (int)Math.Min(limit - destination, int.MaxValue)), out _, out int written);
            destination += written;
            if (nul < 0 || status != OperationStatus.Done || NulSymbol.Length > limit - destination)
            {
                return destination;
            }

            NulSymbol.CopyTo(new Span<byte>(destination, NulSymbol.Length));
            destination += NulSymbol.Length;
            text = text[(nul + 1)..];
        }
    }
}
