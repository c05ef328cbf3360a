using System.Runtime.CompilerServices;

namespace Tracing.Tool.Output;

/// <summary>Decimal digits of a known number, faster than the general formatter.</summary>
internal static class Digits
{
    /// <summary>Characters of any 64-bit integer.</summary>
    public const int MaxLength = 20;

    private static ReadOnlySpan<byte> Pairs =>
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    /// <summary>Writes a number below 10^9 with leading zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteNine(uint value, Span<byte> destination)
    {
        Span<byte> nine = destination[..9];
        uint high = value / 10_000;
        uint low = value - (high * 10_000);
        uint top = high / 10_000;
        uint middle = high - (top * 10_000);
        nine[0] = (byte)('0' + top);
        WritePair(middle / 100, nine[1..]);
        WritePair(middle % 100, nine[3..]);
        WritePair(low / 100, nine[5..]);
        WritePair(low % 100, nine[7..]);
    }

    /// <summary>Writes a number below 1000 with leading zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteThree(uint value, Span<byte> destination)
    {
        Span<byte> three = destination[..3];
        three[0] = (byte)('0' + (value / 100));
        WritePair(value % 100, three[1..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WritePair(uint value, Span<byte> destination) => Pairs.Slice((int)value * 2, 2).CopyTo(destination);
}
