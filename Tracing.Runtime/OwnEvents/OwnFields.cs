using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Tracing.Runtime.OwnEvents;

/// <summary>The fields of own events, one behind the other. Byte-packed, in the machine's byte order, as the metadata declares.</summary>
internal abstract class OwnFields
{
    /// <summary>All bytes so far.</summary>
    protected ArrayBufferWriter<byte> Bytes { get; } = new();

    /// <summary>Writes an integer field.</summary>
    /// <param name="value">Of exactly the declared type.</param>
    public OwnFields Put<T>(T value)
        where T : unmanaged
    {
        Span<byte> bytes = Bytes.GetSpan(Unsafe.SizeOf<T>());
        MemoryMarshal.Write(bytes, value);
        Bytes.Advance(Unsafe.SizeOf<T>());
        return this;
    }

    /// <summary>Writes a string field, as probes do: a NUL, which would end it, becomes U+2400.</summary>
    public OwnFields Put(string text)
    {
        Encoding.UTF8.GetBytes(text.Replace('\0', '\u2400'), Bytes);
        return Put((byte)0);
    }

    /// <summary>Writes bytes as they are: whole fields, or the elements of a sequence behind its length.</summary>
    public OwnFields PutBytes(ReadOnlySpan<byte> bytes)
    {
        Bytes.Write(bytes);
        return this;
    }
}
