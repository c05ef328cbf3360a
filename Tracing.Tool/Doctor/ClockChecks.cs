using Tracing.Runtime.Clock;

namespace Tracing.Tool.Doctor;

/// <summary>Which clock programs of this machine get.</summary>
internal static class ClockChecks
{
    private const string ClockVariable = "TRACING_CLOCK";

    public static IEnumerable<Finding> Run()
    {
        string? lack = CycleCounter.Prepare() ?? ClockSource.FindLack(ClockSource.DefaultPath);
        yield return lack is null
            ? new Finding("clock", Verdict.Good, "the processor's cycle counter, ordered (tsc)")
            : new Finding(
                "clock",
                Verdict.Poor,
                $"the system's monotonic clock, since {lack}",
                "Recording works; each event takes some ns longer. On bare metal and most clouds the kernel takes 'tsc' by itself, if /sys/devices/system/clocksource/clocksource0/available_clocksource lists it.");
        if (Environment.GetEnvironmentVariable(ClockVariable) is { Length: > 0 } forced)
        {
            yield return Judge(forced, lack);
        }
    }

    private static Finding Judge(string forced, string? lack)
    {
        try
        {
            ClockKinds.Choose(ClockKinds.Parse(forced, ClockVariable), lack, monotonicLack: null);
            return new Finding(ClockVariable, Verdict.Good, $"asks for '{forced}'");
        }
        catch (InvalidOperationException exception)
        {
            return new Finding(ClockVariable, Verdict.Bad, exception.Message, $"Unset {ClockVariable}.");
        }
    }
}
