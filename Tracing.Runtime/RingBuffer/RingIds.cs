using Tracing.Format;

namespace Tracing.Runtime.RingBuffer;

/// <summary>Numbers by which claims name shared rings: unique in the process while a ring lives.</summary>
internal static class RingIds
{
    private static readonly Lock s_gate = new();
    private static readonly Queue<uint> s_free = [];
    private static uint s_last;

    /// <summary>A free number.</summary>
    /// <exception cref="InvalidOperationException">There are too many shared rings.</exception>
    public static uint Take()
    {
        lock (s_gate)
        {
            // New ones first, so that a number rests as long as possible before it means another ring.
            if (s_last < ClaimLine.MaxRings)
            {
                return ++s_last;
            }

            return s_free.TryDequeue(out uint id)
                ? id
                : throw new InvalidOperationException($"The process has {ClaimLine.MaxRings} shared rings, and there can be no more. Dispose of a session.");
        }
    }

    /// <summary>Gives a number back whose ring is gone.</summary>
    public static void Return(uint id)
    {
        lock (s_gate)
        {
            s_free.Enqueue(id);
        }
    }
}
