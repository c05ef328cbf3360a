using System.Runtime.CompilerServices;

namespace Tracing.Tool.Output;

/// <summary>Writes the time since the line before, in a column of its own: <c>+385.364us</c>.</summary>
internal static class DeltaWriter
{
    /// <summary>Columns: a sign, three digits, a point, three digits, two of the unit.</summary>
    public const int Width = 10;

    private const ulong Microsecond = 1_000;
    private const ulong Millisecond = 1_000_000;
    private const ulong Second = 1_000_000_000;

    /// <summary>Writes a difference in ns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(long nanoseconds, LineWriter output)
    {
        Span<byte> span = output.GetSpan(Width)[..Width];
        span.Fill((byte)' ');
        bool isNegative = nanoseconds < 0;
        ulong value = isNegative ? 0UL - (ulong)nanoseconds : (ulong)nanoseconds;
        int start;
        if (value < Microsecond)
        {
            "ns"u8.CopyTo(span[8..]);
            start = WriteInteger((uint)value, span[..8]);
        }
        else
        {
            ulong unit = value < Millisecond ? Microsecond : value < Second ? Millisecond : Second;
            (unit == Microsecond ? "us"u8 : unit == Millisecond ? "ms"u8 : "s "u8).CopyTo(span[8..]);
            span[4] = (byte)'.';
            Digits.WriteThree((uint)(value % unit / (unit / 1_000)), span[5..]);
            ulong whole = value / unit;
            if (whole > 999)
            {
                // More than a quarter of an hour: no fraction, as many digits as it takes.
                "        s "u8.CopyTo(span);
                start = WriteInteger((uint)Math.Min(whole, 9_999_999), span[..8]);
            }
            else
            {
                start = WriteInteger((uint)whole, span[..4]);
            }
        }

        span[start - 1] = isNegative ? (byte)'-' : (byte)'+';
        output.Advance(Width);
    }

    /// <summary>Writes at the span's end; returns where it begins.</summary>
    private static int WriteInteger(uint value, Span<byte> span)
    {
        int i = span.Length;
        do
        {
            span[--i] = (byte)('0' + (value % 10));
            value /= 10;
        }
        while (value > 0 && i > 1);
        return i;
    }
}
