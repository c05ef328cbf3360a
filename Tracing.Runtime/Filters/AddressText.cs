using System.Globalization;
using System.Text.Unicode;

namespace Tracing.Runtime.Filters;

/// <summary>The text of an address as IPAddress writes it, without making one: that would allocate.</summary>
/// <remarks>An IPv6 address follows RFC 5952: the longest run of zero groups is left out, the first of equal ones, none of a single group.</remarks>
internal static unsafe class AddressText
{
    private const int Groups = 8;

    /// <summary>Addresses that end in an IPv4 address are written so: ::ffff:0:0/96, ::ffff:0:0:0/96 and the deprecated ::/96; and ISATAP's.</summary>
    private const ushort MappedMark = 0xFFFF;

    /// <summary>Writes the text of an address that lies in a record: count of bytes, bytes, scope id.</summary>
    public static bool TryFormat(byte* place, Span<byte> destination, out int length)
    {
        byte count = place[0];
        byte* bytes = place + 1;
        uint scope = System.Runtime.CompilerServices.Unsafe.ReadUnaligned<uint>(bytes + count);
        switch (count)
        {
            case 0:
                length = "null"u8.Length;
                return "null"u8.TryCopyTo(destination);
            case 4:
                return TryFormatV4(bytes, destination, out length);
            default:
                return TryFormatV6(bytes, scope, destination, out length);
        }
    }

    private static bool TryFormatV4(byte* bytes, Span<byte> destination, out int length) =>
        Utf8.TryWrite(destination, CultureInfo.InvariantCulture, $"{bytes[0]}.{bytes[1]}.{bytes[2]}.{bytes[3]}", out length);

    private static bool TryFormatV6(byte* bytes, uint scope, Span<byte> destination, out int length)
    {
        Span<ushort> groups = stackalloc ushort[Groups];
        for (int i = 0; i < Groups; i++)
        {
            groups[i] = (ushort)((bytes[2 * i] << 8) | bytes[(2 * i) + 1]);
        }

        bool endsInV4 = EndsInV4(groups);
        int count = endsInV4 ? Groups - 2 : Groups;
        (int zerosBegin, int zerosEnd) = LongestZeros(groups[..count]);
        length = 0;
        for (int i = 0; i < count; i++)
        {
            if (i == zerosBegin)
            {
                Put(destination, "::"u8, ref length);
                i = zerosEnd - 1;
                continue;
            }

            if (i > 0 && i != zerosEnd)
            {
                Put(destination, ":"u8, ref length);
            }

            Put(destination, groups[i], "x", ref length);
        }

        if (endsInV4)
        {
            if (zerosEnd != count)
            {
                Put(destination, ":"u8, ref length);
            }

            if (!TryFormatV4(bytes + 12, destination[length..], out int written))
            {
                return false;
            }

            length += written;
        }

        if (scope != 0)
        {
            Put(destination, "%"u8, ref length);
            Put(destination, scope, "", ref length);
        }

        return true;
    }

    private static bool EndsInV4(ReadOnlySpan<ushort> groups)
    {
        bool startsWithZeros = groups[0] == 0 && groups[1] == 0 && groups[2] == 0 && groups[3] == 0;
        if (startsWithZeros && groups[6] != 0)
        {
            return (groups[4] == 0 && groups[5] is 0 or MappedMark) || (groups[4] == MappedMark && groups[5] == 0);
        }

        return groups[4] == 0 && groups[5] == 0x5EFE;
    }

    private static (int Begin, int End) LongestZeros(ReadOnlySpan<ushort> groups)
    {
        (int Begin, int End) longest = (-1, -1);
        int begin = -1;
        for (int i = 0; i <= groups.Length; i++)
        {
            if (i < groups.Length && groups[i] == 0)
            {
                begin = begin < 0 ? i : begin;
                continue;
            }

            if (begin >= 0 && i - begin > 1 && i - begin > longest.End - longest.Begin)
            {
                longest = (begin, i);
            }

            begin = -1;
        }

        return longest;
    }

    private static void Put(Span<byte> destination, ReadOnlySpan<byte> text, ref int length)
    {
        text.CopyTo(destination[length..]);
        length += text.Length;
    }

    private static void Put<T>(Span<byte> destination, T value, string format, ref int length)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(destination[length..], out int written, format, CultureInfo.InvariantCulture);
        length += written;
    }
}
