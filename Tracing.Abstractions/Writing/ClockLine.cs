using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Tracing.Writing;

/// <summary>
/// One piece of the function that turns the cycle counter into nanoseconds: a straight line from <see cref="Start"/>
/// on. A timestamp is a pure, never falling function of the counter, whichever thread computes it and however long it was
/// held up. That is what makes causal order exact.
/// </summary>
/// <remarks>
/// <para>States of a line: open (its end may still move on), sealed (the end is final, and <see cref="Next"/> holds from the
/// count after it). A line holds for the counts 0 to its end, both included; the successor begins at the count that follows, so
/// no count has two times.</para>
/// <para>The fitter alone seals, with a compare-exchange on <c>_length</c> that names the end it planned for. A producer that comes
/// past the end of an open line moves it on, with a compare-exchange on the same word, before it uses the line there. So
/// whoever is first decides, nobody waits, and all then compute the same value. Lock-free: a failed exchange means another's
/// success. A thread that dies anywhere leaves a line that others extend.</para>
/// <para>Only the tail of a chain is open. Its end lies ahead as a rule, so a sealed line is still in use for a while, and
/// producers see the switch coming at a count that they all know.</para>
/// </remarks>
internal sealed unsafe class ClockLine
{
    /// <summary>The lowest bit of the length says that the line is sealed; lengths themselves are even.</summary>
    private const ulong SealedBit = 1;

    private readonly delegate* unmanaged[SuppressGCTransition]<ulong> _readCounter;

    /// <summary>By how much a producer moves the end of an open line, in counts.</summary>
    private readonly ulong _step;

    /// <summary>
    /// The end of the line in counts from <see cref="Start"/>, and the sealed bit. A plain read is enough on the fast path: a stale
    /// value is smaller, which only leads to the slow path.
    /// </summary>
    private ulong _length;

    private ClockLine? _next;

    /// <param name="readCounter">Machine code that reads the counter; null where nobody but tests supplies its values.</param>
    /// <param name="start">Counter value at which the line begins.</param>
    /// <param name="baseNs">Nanoseconds there.</param>
    /// <param name="multiplier">Nanoseconds per count, in units of 2^-64.</param>
    /// <param name="length">Where the line ends if all goes to plan, in counts from its start; rounded down to an even number.</param>
    /// <param name="step">By how much a producer that comes past the end moves it on, in counts.</param>
    public ClockLine(delegate* unmanaged[SuppressGCTransition]<ulong> readCounter, ulong start, ulong baseNs, ulong multiplier, ulong length, ulong step)
    {
        _readCounter = readCounter;
        Start = start;
        BaseNs = baseNs;
        Multiplier = multiplier;
        _length = length & ~SealedBit;
        _step = step;
    }

    /// <summary>Counter value at which the line begins.</summary>
    public ulong Start { get; }

    /// <summary>Nanoseconds at <see cref="Start"/>.</summary>
    public ulong BaseNs { get; }

    /// <summary>Nanoseconds per count, in units of 2^-64: the counter must run faster than 1 GHz.</summary>
    public ulong Multiplier { get; }

    /// <summary>The line that takes over after the end of this one, once it is sealed.</summary>
    public ClockLine? Next => _next;

    /// <summary>The counter's value now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadCounter() => _readCounter();

    /// <summary>Whether a count, measured from <see cref="Start"/>, lies on this line. Counts before it are huge, unsigned, and do not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Covers(ulong count) => count < _length;

    /// <summary>The time of a count that lies on this line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ToNanoseconds(ulong count) =>
        BaseNs + (Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(count, Multiplier) : Math.BigMul(count, Multiplier, out _));

    /// <summary>Where the line ends by now: the counter value, the time there, and whether it is final.</summary>
    public (ulong Counter, ulong Ns, bool IsSealed) ReadEnd()
    {
        // acquire: Next after the sealed bit. Pairs with the exchange in TrySeal. Without it a caller could see the line
        // sealed and its successor missing.
        ulong length = Volatile.Read(ref _length);
        ulong count = length & ~SealedBit;
        return (Start + count, ToNanoseconds(count), (length & SealedBit) != 0);
    }

    /// <summary>
    /// The time of a counter value, found from <paramref name="line"/> on along its successors; moves <paramref name="current"/> on
    /// with it. False when the counter must be read again, because the value lies before the line or <paramref name="current"/> went
    /// past it meanwhile: <paramref name="ns"/> is then the time at the line's end.
    /// </summary>
    public static bool TryConvert(ref ClockLine? current, ClockLine line, ulong counter, out ulong ns)
    {
        while (true)
        {
            ulong count = counter - line.Start;
            if ((long)count < 0)
            {
                ns = line.ReadEnd().Ns;
                return false;
            }

            if (line.TryExtend(count))
            {
                ns = line.ToNanoseconds(count);
                return true;
            }

            // Sealed, as TryExtend saw with an acquire, so Next is there.
            ClockLine next = line._next!;

            // full fence: publishes the successor with its fields. Pairs with the reads of s_line in TraceClock. Fails when
            // current went on already. The counter is read again then: after a reset this value belongs to no line there.
            if (Interlocked.CompareExchange(ref current, next, line) != line)
            {
                ns = line.ReadEnd().Ns;
                return false;
            }

            line = next;
        }
    }

    /// <summary>Ends the line at a planned counter value and lets a successor begin after it. Fails when a producer moved the end.</summary>
    public bool TrySeal(ulong plannedEnd, ClockLine next)
    {
        // plain write: only the fitter writes it, and nobody reads it before the line is sealed.
        _next = next;
        ulong length = plannedEnd - Start;

        // full fence: Next before the sealed bit. Pairs with the reads in ReadEnd and TryExtend; decides against TryExtend.
        return Interlocked.CompareExchange(ref _length, length | SealedBit, length) == length;
    }

    /// <summary>Moves the end of an open line past a count, if it lies beyond it. False when the line is sealed before the count.</summary>
    private bool TryExtend(ulong count)
    {
        while (true)
        {
            // acquire: pairs with the exchange in TrySeal, as in ReadEnd.
            ulong length = Volatile.Read(ref _length);
            if (count < length)
            {
                return true;
            }

            if ((length & SealedBit) != 0)
            {
                return false;
            }

            // More than the count, and even.
            ulong longer = (count + _step + 2 * SealedBit) & ~SealedBit;

            // full fence: decides against TrySeal, which exchanges the same word.
            Interlocked.CompareExchange(ref _length, longer, length);
        }
    }
}
