using System.Runtime.CompilerServices;

namespace Tracing.Writing;

/// <summary>
/// One piece of the function that turns the cycle counter into nanoseconds: a straight line from <see cref="Start"/>
/// on. The pieces join without a gap, so a timestamp is a pure, never falling function of the counter, whichever
/// thread computes it and however long it was held up. That is what makes causal order exact.
/// </summary>
/// <remarks>
/// States of a line: open (its end may still move), sealed (the end is final and <see cref="Next"/> begins there).
/// The fitter alone seals, with a compare-exchange on <see cref="_length"/> that names the end it planned for; a producer
/// that comes to the end of an open line moves it on, with a compare-exchange on the same word. So whoever is first
/// decides, nobody waits, and both then compute the same value: lock-free, because each failed exchange means another's success.
/// </remarks>
internal sealed class ClockLine(ulong start, ulong baseNs, ulong multiplier, ulong step)
{
    /// <summary>The lowest bit of the length says that the line is sealed; lengths themselves are even.</summary>
    private const ulong SealedBit = 1;

    /// <summary>Counter value at which the line begins.</summary>
    public readonly ulong Start = start;

    /// <summary>Nanoseconds at <see cref="Start"/>.</summary>
    public readonly ulong BaseNs = baseNs;

    /// <summary>Nanoseconds per count, in units of 2^-64: the counter must run faster than 1 GHz.</summary>
    public readonly ulong Multiplier = multiplier;

    /// <summary>By how much a producer moves the end of an open line, in counts; even.</summary>
    private readonly ulong _step = step & ~SealedBit;

    /// <summary>
    /// The line holds for counts below this, from <see cref="Start"/>. A plain read is enough on the fast path: a stale
    /// value is smaller, which only leads to the slow path. At exactly the end both lines give the same time.
    /// </summary>
    private ulong _length = step & ~SealedBit;

    private ClockLine? _next;

    /// <summary>The line that takes over where this one ends, once it is sealed.</summary>
    public ClockLine? Next => _next;

    /// <summary>Whether a count, measured from <see cref="Start"/>, lies on this line. Counts before it are huge, unsigned, and do not.</summary>
    public bool Covers(ulong count) => count < _length;

    /// <summary>The time of a count that lies on this line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ToNanoseconds(ulong count) => BaseNs + Math.BigMul(count, Multiplier, out _);

    /// <summary>Where the line ends by now: the counter value, and whether it is final.</summary>
    public (ulong End, bool IsSealed) ReadEnd()
    {
        // acquire: Next before the sealed bit. Pairs with the exchange in TrySeal. Without it a producer could see the
        // line sealed and its successor missing.
        ulong length = Volatile.Read(ref _length);
        return (Start + (length & ~SealedBit), (length & SealedBit) != 0);
    }

    /// <summary>Moves the end of an open line past a count that lies beyond it. Fails when the line was sealed meanwhile.</summary>
    public bool TryExtend(ulong count)
    {
        while (true)
        {
            // acquire: pairs with the exchange in TrySeal, as in ReadEnd.
            ulong length = Volatile.Read(ref _length);
            if ((length & SealedBit) != 0)
            {
                return count < length;
            }

            if (count < length)
            {
                return true;
            }

            ulong longer = (count + _step) & ~SealedBit;

            // full fence: decides against TrySeal, which exchanges the same word.
            Interlocked.CompareExchange(ref _length, longer, length);
        }
    }

    /// <summary>Ends the line at a planned counter value and joins its successor to it. Fails when a producer moved the end.</summary>
    public bool TrySeal(ulong plannedEnd, ClockLine next)
    {
        ulong length = plannedEnd - Start;
        _next = next;

        // full fence: Next before the sealed bit. Pairs with the reads in ReadEnd and TryExtend; decides against TryExtend.
        return Interlocked.CompareExchange(ref _length, length | SealedBit, length) == length;
    }
}
