using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace Tracing.Writing;

/// <summary>Text as a CTF string wants it: UTF-8 without a NUL inside. Callers made room for the bound or the exact size.</summary>
/// <remarks>
/// Another thread may change a span's content meanwhile. The text may then be anything, ill-formed even, but it keeps to
/// its room and holds no NUL: one would end the string early, and readers would lose their place in the packet.
/// </remarks>
internal static unsafe partial class RecordText
{
    /// <summary>What a null reference is recorded as.</summary>
    public const string Null = "(null)";

    /// <summary>U+2400 SYMBOL FOR NULL, in UTF-8: what a NUL inside a text is recorded as.</summary>
    private static ReadOnlySpan<byte> NulSymbol => [0xE2, 0x90, 0x80];

    /// <summary>U+FFFD REPLACEMENT CHARACTER, in UTF-8.</summary>
    private static ReadOnlySpan<byte> Replacement => [0xEF, 0xBF, 0xBD];

    /// <summary>Most bytes of one character in UTF-8.</summary>
    private const int MaxRuneSize = 4;

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
        // Copied first: what is checked must be what is written. No text is longer than its room, see SizeOfUtf8.
        var copy = new Span<byte>(destination, text.Length);
        text.CopyTo(copy);
        if (!copy.Contains((byte)0) && Utf8.IsValid(copy))
        {
            return destination + text.Length;
        }

        Span<byte> ahead = stackalloc byte[MaxRuneSize];
        while (!text.IsEmpty)
        {
            ReadOnlySpan<byte> next = text[..Math.Min(text.Length, MaxRuneSize)];
            next.CopyTo(ahead);
            bool isValid = Rune.DecodeFromUtf8(ahead[..next.Length], out _, out int length) == OperationStatus.Done;
            scoped ReadOnlySpan<byte> bytes = !isValid ? Replacement : ahead[0] == 0 ? NulSymbol : ahead[..length];
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* EncodeSlow(ReadOnlySpan<char> text, byte* destination, byte* limit)
    {
        byte* begin = destination;
        while (true)
        {
            int nul = text.IndexOf('\0');
            ReadOnlySpan<char> run = nul < 0 ? text : text[..nul];
            OperationStatus status = Utf8.FromUtf16(run, new Span<byte>(destination, (int)Math.Min(limit - destination, int.MaxValue)), out _, out int written);
            destination += written;
            if (nul < 0 || status != OperationStatus.Done || NulSymbol.Length > limit - destination)
            {
                return WithoutNul(begin, destination);
            }

            NulSymbol.CopyTo(new Span<byte>(destination, NulSymbol.Length));
            destination += NulSymbol.Length;
            text = text[(nul + 1)..];
        }
    }

    /// <summary>Replaces NULs that came in between the search for them and the copy, and returns the end.</summary>
    private static byte* WithoutNul(byte* begin, byte* end)
    {
        new Span<byte>(begin, (int)(end - begin)).Replace((byte)0, (byte)'?');
        return end;
    }
}
