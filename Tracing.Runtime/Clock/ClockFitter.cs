namespace Tracing.Runtime.Clock;

/// <summary>The fitter of the process's clock, as the consumer thread calls it.</summary>
internal static class ClockFitter
{
    private static LineFitter? s_current;

    /// <summary>
    /// Fits the clock to CLOCK_MONOTONIC, if it is one that needs it and it is time to. Cheap otherwise; any thread.
    /// </summary>
    /// <returns>When to call again for the clock to stay accurate; infinite if it need not be.</returns>
    public static TimeSpan Refit() =>

        // acquire: the fitter's fields before their use. Pairs with the exchange in Replace.
        Volatile.Read(ref s_current)?.Refit() ?? LineFitter.Never;

    /// <summary>Puts another fitter in the place of the current one, which never touches the clock again.</summary>
    public static void Replace(LineFitter? next)
    {
        // full fence: the fitter's fields before the fitter. Pairs with the read in Refit.
        Interlocked.Exchange(ref s_current, next)?.Retire();
    }
}
