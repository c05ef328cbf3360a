namespace Tracing.Tool.Output;

/// <summary>Standard output as bytes.</summary>
internal static class StandardOutput
{
    /// <summary>EPIPE of Linux and macOS, which .NET passes on as the HResult.</summary>
    private const int UnixBrokenPipe = 32;

    /// <summary>ERROR_BROKEN_PIPE and ERROR_NO_DATA of Windows, as HResults.</summary>
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsNoData = unchecked((int)0x800700E8);

    /// <summary>Opens it for writing without a buffer in between.</summary>
    public static Stream Open() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new UnixOutputStream();

    /// <summary>Whether a write failed since nobody reads any more.</summary>
    public static bool IsBrokenPipe(Exception exception) =>
        exception is OutputClosedException || exception is IOException { HResult: UnixBrokenPipe or WindowsBrokenPipe or WindowsNoData };
}
