using Tracing.Format;

namespace Tracing.Runtime.OwnEvents;

/// <summary>Records of own events, one behind the other, that become one packet.</summary>
/// <param name="begin">The packet's begin, in ns: no record is earlier.</param>
internal sealed class OwnPacket(ulong begin) : OwnFields
{
    /// <summary>The packet's begin, in ns.</summary>
    public ulong Begin { get; } = begin;

    /// <summary>The last record's time, in ns.</summary>
    public ulong End { get; private set; } = begin;

    /// <summary>The records.</summary>
    public ReadOnlyMemory<byte> Records => Bytes.WrittenMemory;

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

    /// <inheritdoc cref="OwnFields.Put{T}(T)"/>
    public new OwnPacket Put<T>(T value)
        where T : unmanaged
    {
        base.Put(value);
        return this;
    }

    /// <inheritdoc cref="OwnFields.Put(string)"/>
    public new OwnPacket Put(string text)
    {
        base.Put(text);
        return this;
    }
}
