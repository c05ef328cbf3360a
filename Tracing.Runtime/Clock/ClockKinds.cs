namespace Tracing.Runtime.Clock;

/// <summary>The names of the clocks, as the environment spells them, and the choice of one.</summary>
internal static class ClockKinds
{
    private const string AllNames = "tsc, tsc-relaxed, monotonic, counter";

    /// <summary>The clock that a variable's text names; null for no text.</summary>
    /// <exception cref="InvalidOperationException">The text names no clock.</exception>
    public static ClockKind? Parse(string? text, string variable) => text switch
    {
        null or "" => null,
        "tsc" => ClockKind.Tsc,
        "tsc-relaxed" => ClockKind.TscRelaxed,
        "monotonic" => ClockKind.Monotonic,
        "counter" => ClockKind.Counter,
        _ => throw new InvalidOperationException($"{variable} is '{text}', which is no clock. Use one of: {AllNames}; or unset it for the best one of this machine."),
    };

    /// <summary>The name that <see cref="Parse"/> takes for this clock.</summary>
    public static string NameOf(ClockKind kind) => kind switch
    {
        ClockKind.Tsc => "tsc",
        ClockKind.TscRelaxed => "tsc-relaxed",
        ClockKind.Monotonic => "monotonic",
        ClockKind.Counter => "counter",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"No such clock. Use one of: {AllNames}."),
    };

    /// <summary>Whether this clock is made of lines over the cycle counter.</summary>
    public static bool IsCycleCounter(ClockKind kind) => kind is ClockKind.Tsc or ClockKind.TscRelaxed;

    /// <summary>The clock to use: the forced one, or the best that is not lacking.</summary>
    /// <param name="forced">What was asked for; null leaves the choice.</param>
    /// <param name="cycleCounterLack">Why the cycle counter cannot be used; null if it can.</param>
    /// <param name="monotonicLack">Why the monotonic clock cannot be used; null if it can.</param>
    /// <exception cref="InvalidOperationException">The forced clock cannot be used.</exception>
    public static ClockKind Choose(ClockKind? forced, string? cycleCounterLack, string? monotonicLack)
    {
        if (forced is not { } kind)
        {
            return cycleCounterLack is null ? ClockKind.Tsc : monotonicLack is null ? ClockKind.Monotonic : ClockKind.Counter;
        }

        string? lack = IsCycleCounter(kind) ? cycleCounterLack : kind == ClockKind.Monotonic ? monotonicLack : null;
        string others = IsCycleCounter(kind) ? "'monotonic' or 'counter'" : "'counter'";
        return lack is null ? kind : throw new InvalidOperationException(
            $"The clock '{NameOf(kind)}' was asked for, but it cannot be used here: {lack}. " +
            $"Ask for {others}, or for none, so that the best one of this machine is taken.");
    }
}
