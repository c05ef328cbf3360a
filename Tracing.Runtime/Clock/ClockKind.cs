namespace Tracing.Runtime;

/// <summary>Where timestamps come from. One clock for all sessions that record at the same time in a process.</summary>
public enum ClockKind
{
    /// <summary>
    /// The processor's cycle counter, read in order (<c>rdtscp</c>) and scaled to nanoseconds of CLOCK_MONOTONIC: no event's time
    /// is before that of its cause, on any thread. Linux on x64, where the kernel itself trusts the counter. The default there.
    /// </summary>
    Tsc,

    /// <summary>
    /// The same, read with plain <c>rdtsc</c>: half the price, but now and then an event's time is before its cause's, by
    /// nanoseconds under a lock and up to about a microsecond where threads race with compare-exchange.
    /// </summary>
    TscRelaxed,

    /// <summary>
    /// The operating system's monotonic clock, in nanoseconds: <c>clock_gettime(CLOCK_MONOTONIC)</c>, or the performance counter on
    /// Windows. Everywhere; the default where the cycle counter cannot be used.
    /// </summary>
    Monotonic,

    /// <summary>
    /// One number for the whole process, counted up by each event: order is exact, time is not told. For machines without
    /// a clock of high resolution, and for tests that need order alone.
    /// </summary>
    Counter,
}
