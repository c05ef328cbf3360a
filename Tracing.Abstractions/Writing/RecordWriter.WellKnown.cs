using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Tracing.Writing;

/// <remarks>Layouts of .NET's own value types; the metadata prolog declares each under the name given here.</remarks>
public unsafe ref partial struct RecordWriter
{
    /// <summary>Writes 14 bytes, <c>dotnet_decimal</c>: u64 low, u32 high of the 96-bit integer, u8 scale, u8 negative.</summary>
    /// <param name="value">The field's value.</param>
    public void Write(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        Put((uint)bits[0] | ((ulong)(uint)bits[1] << 32));
        Put(bits[2]);
        Put((byte)(bits[3] >> 16));
        Put((byte)(bits[3] < 0 ? 1 : 0));
    }

    /// <summary>Writes 16 bytes in the order in which a Guid's text has them.</summary>
    /// <param name="value">The field's value.</param>
    public void Write(Guid value)
    {
        value.TryWriteBytes(new Span<byte>(_next, 16), bigEndian: true, out int written);
        _next += written;
    }

    /// <summary>Writes 9 bytes, <c>dotnet_datetime</c>: s64 ticks of 100 ns since the year 1, u8 kind.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(DateTime value)
    {
        Put(value.Ticks);
        Put((byte)value.Kind);
    }

    /// <summary>Writes 10 bytes, <c>dotnet_datetimeoffset</c>: s64 local ticks of 100 ns since the year 1, s16 offset in minutes.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(DateTimeOffset value)
    {
        Put(value.Ticks);
        Put((short)value.TotalOffsetMinutes);
    }

    /// <summary>Writes 8 bytes, <c>dotnet_timespan</c>: ticks of 100 ns.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(TimeSpan value) => Put(value.Ticks);

    /// <summary>Writes 4 bytes, <c>dotnet_dateonly</c>: days since the first of January of the year 1.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(DateOnly value) => Put(value.DayNumber);

    /// <summary>Writes 8 bytes, <c>dotnet_timeonly</c>: ticks of 100 ns since midnight.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(TimeOnly value) => Put(value.Ticks);

    /// <summary>
    /// Writes <c>dotnet_ipaddress</c>: u8 count of address bytes (4, 16, or 0 for null), the bytes in network order, u32 scope id.
    /// </summary>
    /// <param name="value">The field's value.</param>
    public void Write(IPAddress? value)
    {
        if (value is null)
        {
            Put((byte)0);
            Put(0u);
            return;
        }

        value.TryWriteBytes(new Span<byte>(_next + 1, 16), out int written);
        *_next = (byte)written;
        _next += 1 + written;
        Put(value.AddressFamily == AddressFamily.InterNetworkV6 ? (uint)value.ScopeId : 0);
    }
}
