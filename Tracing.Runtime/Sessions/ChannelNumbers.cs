using Tracing.Runtime.RingBuffer;
using Tracing.Writing;

namespace Tracing.Runtime.Sessions;

/// <summary>Which channel has which number in this process, and what becomes of rings when threads end or channels go.</summary>
internal static class ChannelNumbers
{
    private static readonly Lock s_gate = new();
    private static readonly bool[] s_isTaken = new bool[ThreadBlock.MaxChannels];
    private static readonly List<EndedClaim> s_ended = [];
    private static readonly RingSet?[] s_rings = new RingSet?[ThreadBlock.MaxChannels];

    /// <summary>A free number.</summary>
    /// <exception cref="InvalidOperationException">All are taken.</exception>
    public static int Take()
    {
        lock (s_gate)
        {
            int number = Array.IndexOf(s_isTaken, false);
            if (number < 0)
            {
                throw new InvalidOperationException(
                    $"A process can have {ThreadBlock.MaxChannels} channels at a time, and all are in use. Dispose of a session, or put events into fewer channels.");
            }

            s_isTaken[number] = true;
            return number;
        }
    }

    /// <summary>Makes the rings known under their number.</summary>
    public static void Assign(RingSet rings)
    {
        lock (s_gate)
        {
            s_rings[rings.Number] = rings;
        }
    }

    /// <summary>Takes the rings from all threads and frees the number. No thread is inside a probe of the channel, nor can enter one.</summary>
    public static void Release(RingSet rings)
    {
        lock (s_gate)
        {
            if (s_rings[rings.Number] != rings)
            {
                // Released before, and the number may be another channel's by now.
                return;
            }

            foreach (TracingThread thread in TracingThread.Snapshot())
            {
                rings.Release(thread);
            }

            s_rings[rings.Number] = null;
            s_isTaken[rings.Number] = false;
        }
    }

    /// <summary>Takes the rings from threads that have ended, so that they can be drained and given on, and settles what they left in shared ones.</summary>
    public static void ReleaseEndedThreads()
    {
        lock (s_gate)
        {
            TracingThread.CollectEnded(static thread =>
            {
                foreach (RingSet? rings in s_rings)
                {
                    rings?.Release(thread);
                }

                if (thread.Claim != 0)
                {
                    s_ended.Add(new EndedClaim(thread.Claim));
                }
            });
            s_ended.RemoveAll(static claim => claim.TryFree(s_rings));
        }
    }
}
