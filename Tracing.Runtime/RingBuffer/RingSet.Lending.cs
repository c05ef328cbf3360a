using Tracing.Runtime.Packets;

namespace Tracing.Runtime.RingBuffer;

/// <remarks>Rings that another process drains: docs/outside-consumer.md.</remarks>
internal abstract unsafe partial class RingSet
{
    /// <summary>The term in which the rings are drained; odd while they are lent. Changes under the lock.</summary>
    private ushort _term;

    /// <summary>Whether another process drains the rings. Under the lock.</summary>
    protected bool IsLent => (_term & 1) != 0;

    /// <summary>Numbers of shared rings whose files were left to another process. They mean those rings until the files are gone.</summary>
    public uint[] SharedIds => [.. All.Where(static ring => ring.RingId != 0).Select(static ring => ring.RingId)];

    /// <summary>Gives all rings to another process, those too that will be made.</summary>
    public void Lend(ushort term)
    {
        lock (Gate)
        {
            _term = term;
            Array.ForEach(All, ring => ring.Lend(term));
        }
    }

    /// <summary>Takes all rings back.</summary>
    public void TakeBack(ushort term)
    {
        lock (Gate)
        {
            _term = term;
            Array.ForEach(All, ring => ring.TakeBack(term));
            foreach (PacketStream stream in _parked)
            {
                stream.Return(stream.State);
            }
        }
    }

    /// <summary>While the rings are lent: looks how far they are drained.</summary>
    /// <param name="informs">Whether it is time to say what the other process cannot know by itself.</param>
    public void Follow(bool informs)
    {
        lock (Gate)
        {
            foreach (ChannelRing ring in All)
            {
                ring.Follow();
                if (informs)
                {
                    ring.Inform();
                }
            }
        }
    }

    /// <summary>Unmaps all rings and leaves their files to the process that they are lent to. No thread has one any more.</summary>
    public void HandOver()
    {
        lock (Gate)
        {
            _isDisposed = true;
            ChannelRing[] rings = _rings;
            Volatile.Write(ref _rings, []); // nobody adds any more; for All
            Array.ForEach(rings, static ring => ring.HandOver());
            DisposeParked();
        }
    }

    /// <summary>Frees rings that the other process has drained: the consumer of this one, which would do so, looks seldom. Under the lock.</summary>
    protected void FreeDrained()
    {
        if (IsLent)
        {
            foreach (ChannelRing ring in All)
            {
                if (ring.Ownership == RingOwnership.Left)
                {
                    ring.Follow();
                }
            }
        }
    }
}
