namespace Tracing.Runtime.OwnEvents;

/// <summary>Records of own events that wait for a packet: gathered under no lock, written later. One user at a time.</summary>
internal sealed class OwnRecords : OwnFields
{
    private readonly List<(OwnEventClass Class, ulong Time, int Begin)> _records = [];

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _records.Count == 0;

    /// <summary>Bytes of all fields.</summary>
    public int Size => Bytes.WrittenCount;

    /// <summary>How many there are.</summary>
    public int Count => _records.Count;

    /// <summary>Begins a record; its fields follow, in the order in which its class declares them.</summary>
    /// <param name="eventClass">One of <see cref="OwnEventClasses"/>.</param>
    /// <param name="timestamp">Its time, by the trace clock.</param>
    public OwnFields Add(OwnEventClass eventClass, ulong timestamp)
    {
        _records.Add((eventClass, timestamp, Bytes.WrittenCount));
        return this;
    }

    /// <summary>Adds copies of another's records.</summary>
    public void Add(OwnRecords others)
    {
        int shift = Bytes.WrittenCount;
        foreach ((OwnEventClass eventClass, ulong time, int begin) in others._records)
        {
            _records.Add((eventClass, time, shift + begin));
        }

        PutBytes(others.Bytes.WrittenSpan);
    }

    /// <summary>A packet of a stream with all records, in the order of their times.</summary>
    public OwnPacket ToPacket(OwnStream stream)
    {
        // Without LINQ, which is compiled when it is first used: here under a lock that the consumer waits for.
        int[] order = new int[_records.Count];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (left, right) => _records[left].Time.CompareTo(_records[right].Time) is var byTime and not 0 ? byTime : left - right);
        OwnPacket packet = stream.NewPacket(_records[order[0]].Time);
        foreach (int i in order)
        {
            int end = i + 1 < _records.Count ? _records[i + 1].Begin : Bytes.WrittenCount;
            packet.Add(_records[i].Class, _records[i].Time).PutBytes(Bytes.WrittenSpan[_records[i].Begin..end]);
        }

        return packet;
    }

    /// <summary>Removes all.</summary>
    public void Clear()
    {
        _records.Clear();
        Bytes.Clear();
    }
}
