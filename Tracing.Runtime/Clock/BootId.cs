namespace Tracing.Runtime.Clock;

/// <summary>What makes clocks of several processes comparable for a reader: one id for all of one boot.</summary>
internal static class BootId
{
    private const string Path = "/proc/sys/kernel/random/boot_id";

    /// <summary>An id of this process alone, for clocks that no other process shares.</summary>
    public static Guid OfProcess { get; } = Guid.NewGuid();

    /// <summary>The id of this boot; where the system has none, the one of the process.</summary>
    public static Guid Current { get; } = ReadFrom(Path) ?? OfProcess;

    /// <summary>The id in a file; null if there is none.</summary>
    public static Guid? ReadFrom(string path)
    {
        try
        {
            return Guid.TryParse(File.ReadAllText(path).AsSpan().Trim(), out Guid id) ? id : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
