using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Tracing.Format;

namespace Tracing.Runtime.OwnEvents;

/// <summary>Records of own events, one behind the other, that become one packet. Byte-packed, in the machine's byte order, as the metadata declares.</summary>
/// <param name="begin">The packet's begin, in ns: no record is earlier.</param>
internal sealed class OwnPacket(ulong begin)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The packet's begin, in ns.</summary>
    public ulong Begin { get; } = begin;

    /// <summary>The last record's time, in ns.</summary>
    public ulong End { get; private set; } = begin;

    /// <summary>The records.</summary>
    public ReadOnlyMemory<byte> Records => _bytes.WrittenMemory;

    /// <summary>Begins a record; its fields follow, in the order in which its class declares them.</summary>
    /// <param name="eventClass">One of <see cref="OwnEventClasses"/>.</param>
    /// <param name="timestamp">Its time in ns. An earlier one than the record's before is moved there: a stream must not step back.</param>
    public OwnPacket Add(OwnEventClass eventClass, ulong timestamp)
    {
        ulong time = Math.Max(timestamp, End);
        ushort id = OwnEventClasses.IdOf(eventClass);

        // The forms of EventHeader, whose writer is the probes'.
        if (time - End <= uint.MaxValue)
        {
            Put(id);
            Put((uint)time);
        }
        else
        {
            Put(EventHeader.ExtendedMark);
            Put((uint)id);
            Put(time);
        }

        End = time;
        return this;
    }

    /// <summary>Writes an integer field.</summary>
    /// <param name="value">Of exactly the declared type.</param>
    public OwnPacket Put<T>(T value)
        where T : unmanaged
    {
        Span<byte> bytes = _bytes.GetSpan(Unsafe.SizeOf<T>());
        MemoryMarshal.Write(bytes, value);
        _bytes.Advance(Unsafe.SizeOf<T>());
        return this;
    }

    /// <summary>Writes a string field, as probes do: a NUL, which would end it, becomes U+2400.</summary>
    public OwnPacket Put(string text)
    {
        Encoding.UTF8.GetBytes(text.Replace('\0', '\u2400'), _bytes);
        return Put((byte)0);
    }
}
