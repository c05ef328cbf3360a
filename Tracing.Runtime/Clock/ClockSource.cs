namespace Tracing.Runtime.Clock;

/// <summary>
/// What the Linux kernel itself uses as its clock. It watches the cycle counter for steps and for differences between
/// processors, and gives it up when it finds any; so a counter that the kernel does not use is not used here either.
/// </summary>
internal static class ClockSource
{
    /// <summary>Where the kernel names its clocksource.</summary>
    public const string DefaultPath = "/sys/devices/system/clocksource/clocksource0/current_clocksource";

    private const string CycleCounterName = "tsc";

    /// <summary>Why the kernel's choice speaks against the cycle counter; null if it does not.</summary>
    public static string? FindLack(string path)
    {
        try
        {
            string name = File.ReadAllText(path).Trim();
            return name == CycleCounterName
                ? null
                : $"the kernel's clocksource is '{name}', not '{CycleCounterName}', so the cycle counter cannot be trusted";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"the kernel's clocksource cannot be read from {path} ({exception.Message})";
        }
    }
}
