using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tracing.Runtime.Filters;

/// <summary>The text of a field as filters compare it: of a string its bytes, of some of .NET's types the text form that readers show.</summary>
internal static unsafe class FieldText
{
    /// <summary>Room for any text form, in bytes: a Guid has 36, a time with its offset 33, an IPv6 address with scope 50.</summary>
    public const int BufferSize = 64;

    /// <summary>Bytes before the NUL.</summary>
    public static int LengthOf(byte* text) => MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text).Length;

    /// <summary>The text of a field.</summary>
    /// <param name="type">What the field stands for.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="buffer">Room for a text form.</param>
    /// <param name="length">The text's length in bytes.</param>
    /// <returns>The text; null if the bytes are no such value.</returns>
    public static byte* Read(WellKnownType type, byte* place, byte* buffer, out int length)
    {
        if (type == WellKnownType.None)
        {
            length = LengthOf(place);
            return place;
        }

        var destination = new Span<byte>(buffer, BufferSize);
        bool isValue = type switch
        {
            WellKnownType.Guid => new Guid(new ReadOnlySpan<byte>(place, 16), bigEndian: true).TryFormat(destination, out length),
            WellKnownType.DateTime => Format(ReadDateTime(place), destination, out length),
            WellKnownType.DateTimeOffset => Format(ReadDateTimeOffset(place), destination, out length),
            _ => AddressText.TryFormat(place, destination, out length),
        };
        return isValue ? buffer : null;
    }

    /// <summary>A decimal as the nearest float.</summary>
    public static double ReadDecimal(byte* place)
    {
        ulong low = Unsafe.ReadUnaligned<ulong>(place);
        int high = Unsafe.ReadUnaligned<int>(place + 8);
        return (double)new decimal((int)low, (int)(low >> 32), high, place[13] != 0, place[12]);
    }

    private static DateTime ReadDateTime(byte* place) => new(Unsafe.ReadUnaligned<long>(place), (DateTimeKind)place[8]);

    private static DateTimeOffset ReadDateTimeOffset(byte* place) =>
        new(Unsafe.ReadUnaligned<long>(place), TimeSpan.FromMinutes((long)Unsafe.ReadUnaligned<short>(place + 8)));

    private static bool Format<T>(T value, Span<byte> destination, out int length)
        where T : IUtf8SpanFormattable => value.TryFormat(destination, out length, "O", null);
}
