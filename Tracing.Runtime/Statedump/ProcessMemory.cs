using Microsoft.Win32.SafeHandles;

namespace Tracing.Runtime.Statedump;

/// <summary>Reads this process's memory by way of the kernel: a module that is unmapped meanwhile is an error then, not the process's end.</summary>
internal sealed class ProcessMemory : IDisposable
{
    private readonly SafeFileHandle? _file;

    /// <summary>Opens it, if that is allowed.</summary>
    public ProcessMemory()
    {
        try
        {
            _file = File.OpenHandle("/proc/self/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Sandboxes forbid it; then there are no modules to tell.
        }
    }

    /// <summary>Reads bytes at an address; false if not all of them are there.</summary>
    public bool Read(ulong address, Span<byte> destination)
    {
        try
        {
            return _file is not null && address <= long.MaxValue && RandomAccess.Read(_file, destination, (long)address) == destination.Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
