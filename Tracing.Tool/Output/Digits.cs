using System.Runtime.CompilerServices;

namespace Tracing.Tool.Output;

/// <summary>Decimal digits of a known number, faster than the general formatter.</summary>
internal static class Digits
{
    /// <summary>Characters of any 64-bit integer.</summary>
    public const int MaxLength = 20;

    /// <summary>Writes a number below 10^9 with leading zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteNine(uint value, Span<byte> destination)
    {
        destination[8] = (byte)('0' + (value % 10));
        value /= 10;
        WriteFour(value % 10_000, destination[4..]);
        WriteFour(value / 10_000, destination);
    }

    /// <summary>Writes a number below 1000 with leading zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteThree(uint value, Span<byte> destination)
    {
        destination[2] = (byte)('0' + (value % 10));
        destination[1] = (byte)('0' + (value / 10 % 10));
        destination[0] = (byte)('0' + (value / 100));
    }

    private static void WriteFour(uint value, Span<byte> destination)
    {
        destination[3] = (byte)('0' + (value % 10));
        destination[2] = (byte)('0' + (value / 10 % 10));
        destination[1] = (byte)('0' + (value / 100 % 10));
        destination[0] = (byte)('0' + (value / 1000));
    }
}
