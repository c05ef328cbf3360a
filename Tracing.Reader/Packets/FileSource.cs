using Microsoft.Win32.SafeHandles;

namespace Tracing.Reader.Packets;

/// <summary>A file's bytes.</summary>
internal sealed class FileSource : ByteSource
{
    private readonly SafeFileHandle _handle;
    private long _length;

    private FileSource(SafeFileHandle handle, long length)
    {
        _handle = handle;
        _length = length;
    }

    public override long Length => _length;

    /// <summary>Opens a file that others may be writing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">Why it cannot be opened.</param>
    public static FileSource? TryOpen(string path, out TraceProblem? problem)
    {
        problem = null;
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
            return new FileSource(handle, RandomAccess.GetLength(handle));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            handle?.Dispose();
            problem = new TraceProblem(path, -1, -1, "expected a readable stream file", exception.Message);
            return null;
        }
    }

    /// <summary>Takes notice of more bytes.</summary>
    /// <param name="length">How many there are now.</param>
    public void GrowTo(long length) => _length = Math.Max(_length, length);

    public override int Read(Span<byte> destination, long offset)
    {
        int total = 0;
        while (total < destination.Length)
        {
            int count;
            try
            {
                count = RandomAccess.Read(_handle, destination[total..], offset + total);
            }
            catch (IOException)
            {
                // What cannot be read is not there; the packet's sizes then tell that it is cut short.
                return total;
            }

            if (count == 0)
            {
                break;
            }

            total += count;
        }

        return total;
    }

    public override void Dispose() => _handle.Dispose();
}
