using System.Runtime.InteropServices;

namespace Tracing.Writing;

/// <remarks>A sequence is a u32 count and its elements. Elements whose bytes are those of the record are copied at once.</remarks>
public unsafe ref partial struct RecordWriter
{
    /// <summary>Writes a u32 count and the elements as they are in memory.</summary>
    /// <typeparam name="T">An integer, a float, a double, or an enum.</typeparam>
    /// <param name="values">The field's value.</param>
    public void WriteSequence<T>(scoped ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Put((uint)values.Length);
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        bytes.CopyTo(new Span<byte>(_next, bytes.Length));
        _next += bytes.Length;
    }

    /// <summary>Writes a u32 count and a byte, 0 or 1, for each element.</summary>
    /// <param name="values">The field's value.</param>
    public void WriteSequence(scoped ReadOnlySpan<bool> values)
    {
        Put((uint)values.Length);
        foreach (bool value in values)
        {
            Write(value);
        }
    }

    /// <summary>Writes a u32 count and 8 bytes for each element.</summary>
    /// <param name="values">The field's value.</param>
    public void WriteSequence(scoped ReadOnlySpan<nint> values)
    {
        Put((uint)values.Length);
        foreach (nint value in values)
        {
            Put((long)value);
        }
    }

    /// <summary>Writes a u32 count and 8 bytes for each element.</summary>
    /// <param name="values">The field's value.</param>
    public void WriteSequence(scoped ReadOnlySpan<nuint> values)
    {
        Put((uint)values.Length);
        foreach (nuint value in values)
        {
            Put((ulong)value);
        }
    }

    /// <summary>Writes a u32 count and 16 bytes for each element.</summary>
    /// <param name="values">The field's value.</param>
    public void WriteSequence(scoped ReadOnlySpan<Int128> values)
    {
        Put((uint)values.Length);
        foreach (Int128 value in values)
        {
            Write(value);
        }
    }

    /// <summary>Writes a u32 count and 16 bytes for each element.</summary>
    /// <param name="values">The field's value.</param>
    public void WriteSequence(scoped ReadOnlySpan<UInt128> values)
    {
        Put((uint)values.Length);
        foreach (UInt128 value in values)
        {
            Write(value);
        }
    }

    /// <summary>Writes a u32 count and a float for each element.</summary>
    /// <param name="values">The field's value.</param>
    public void WriteSequence(scoped ReadOnlySpan<Half> values)
    {
        Put((uint)values.Length);
        foreach (Half value in values)
        {
            Put((float)value);
        }
    }
}
