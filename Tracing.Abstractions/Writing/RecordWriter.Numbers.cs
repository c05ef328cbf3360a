using System.Runtime.CompilerServices;

namespace Tracing.Writing;

public unsafe ref partial struct RecordWriter
{
    /// <summary>Writes 1 byte.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(byte value) => *_next++ = value;

    /// <summary>Writes 1 byte.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(sbyte value) => *_next++ = (byte)value;

    /// <summary>Writes 1 byte, 0 or 1.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(bool value) => *_next++ = value ? (byte)1 : (byte)0;

    /// <summary>Writes 2 bytes.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(short value) => Put(value);

    /// <summary>Writes 2 bytes.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ushort value) => Put(value);

    /// <summary>Writes the UTF-16 code unit, 2 bytes.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(char value) => Put((ushort)value);

    /// <summary>Writes 4 bytes.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int value) => Put(value);

    /// <summary>Writes 4 bytes.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(uint value) => Put(value);

    /// <summary>Writes 8 bytes.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(long value) => Put(value);

    /// <summary>Writes 8 bytes.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ulong value) => Put(value);

    /// <summary>Writes 8 bytes on every machine.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(nint value) => Put((long)value);

    /// <summary>Writes 8 bytes on every machine.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(nuint value) => Put((ulong)value);

    /// <summary>Writes 16 bytes: the low half, then the high half.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Int128 value)
    {
        Put((ulong)value);
        Put((long)(value >> 64));
    }

    /// <summary>Writes 16 bytes: the low half, then the high half.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(UInt128 value)
    {
        Put((ulong)value);
        Put((ulong)(value >> 64));
    }

    /// <summary>Writes 4 bytes, as a float: CTF readers refuse halves.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Half value) => Put((float)value);

    /// <summary>Writes 4 bytes.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(float value) => Put(value);

    /// <summary>Writes 8 bytes.</summary>
    /// <param name="value">The field's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(double value) => Put(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put<T>(T value)
        where T : unmanaged
    {
        Unsafe.WriteUnaligned(_next, value);
        _next += sizeof(T);
    }
}
