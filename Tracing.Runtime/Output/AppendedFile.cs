using Microsoft.Win32.SafeHandles;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Output;

/// <summary>
/// A file that grows by whole pieces: a piece that could not be written to its end is cut off again, since one half packet
/// makes readers refuse the whole trace.
/// </summary>
internal sealed class AppendedFile : IStreamOutput
{
    private readonly SafeFileHandle _handle;
    private readonly ReadOnlyMemory<byte>[] _pieces = new ReadOnlyMemory<byte>[2];
    private string _path;
    private long _length;

    /// <summary>Makes the file.</summary>
    /// <param name="path">Must not exist.</param>
    public AppendedFile(string path)
    {
        _path = path;
        _handle = Open(path, FileMode.CreateNew);
    }

    /// <summary>Goes on with a file, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">How much of it is kept; the rest is cut off.</param>
    /// <exception cref="IOException">It is shorter than that, so something else has written to it.</exception>
    public AppendedFile(string path, long length)
    {
        _path = path;
        _handle = Open(path, FileMode.OpenOrCreate);
        if (RandomAccess.GetLength(_handle) < length)
        {
            _handle.Dispose();
            throw new IOException($"The stream file '{path}' is shorter than its tracer left it. Recover to another folder.");
        }

        RandomAccess.SetLength(_handle, length);
        _length = length;
    }

    /// <inheritdoc/>
    public long Length => _length;

    /// <inheritdoc/>
    public void Append(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> records)
    {
        try
        {
            // One gathering write: neither piece is copied, and a reader of the growing file sees both or none.
            _pieces[0] = header;
            _pieces[1] = records;
            RandomAccess.Write(_handle, _pieces, _length);
            if (FileFacts.IsDeleted(_handle))
            {
                // What was in it went with it; this did not, it is still in the ring.
                throw new IOException(
                    $"The file '{_path}' was deleted while the trace was being recorded to it. {nameof(TraceSession.Rotate)} goes on in a new folder.");
            }

            _length += header.Length + records.Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            RandomAccess.SetLength(_handle, _length);
            if (exception is ArgumentOutOfRangeException)
            {
                // What .NET makes of EFBIG.
                throw new IOException("The file would become larger than the file system, or the limit on this process's files (ulimit -f), allows.", exception);
            }

            throw;
        }
        finally
        {
            _pieces[0] = _pieces[1] = default;
        }
    }

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int size = RandomAccess.Read(_handle, destination, offset);
            if (size == 0)
            {
                throw new EndOfStreamException("A stream file is shorter than what was written to it.");
            }

            destination = destination[size..];
            offset += size;
        }
    }

    /// <summary>Takes back what was appended after it had this length.</summary>
    public void CutTo(long length)
    {
        RandomAccess.SetLength(_handle, length);
        _length = length;
    }

    /// <summary>The file's name.</summary>
    public string Name => Path.GetFileName(_path);

    /// <summary>Moves the file to another folder of the same file system; it stays open. One that was deleted meanwhile is not missed.</summary>
    public void MoveTo(string folder)
    {
        string path = Path.Combine(folder, Path.GetFileName(_path));
        if (File.Exists(_path))
        {
            File.Move(_path, path);
        }

        _path = path;
    }

    /// <summary>Deletes the file, after it was disposed of; not through a link that somebody put in its folder's place.</summary>
    public void Delete()
    {
        try
        {
            if (new DirectoryInfo(Path.GetDirectoryName(_path)!).LinkTarget is null)
            {
                File.Delete(_path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is gone, or no longer this user's: there is nothing to tidy up.
        }
    }

    public void Dispose() => _handle.Dispose();

    // Others may rename it, which a move is.
    private static SafeFileHandle Open(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
}
