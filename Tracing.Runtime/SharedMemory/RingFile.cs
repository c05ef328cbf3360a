using System.IO.MemoryMappedFiles;
using System.Numerics;
using Microsoft.Win32.SafeHandles;
using Tracing.Format;

namespace Tracing.Runtime.SharedMemory;

/// <summary>
/// The mapped file of one ring: a header page and the sub-buffers. Its memory is set aside when it is made, so that a
/// full file system is an error here and not a fatal signal in a probe. Deleted when disposed.
/// </summary>
internal sealed unsafe class RingFile : IDisposable
{
    private readonly string _path;
    private readonly MemoryMappedViewAccessor _view;
    private readonly SafeMemoryMappedViewHandle _handle;

    private RingFile(string path, MemoryMappedViewAccessor view)
    {
        _path = path;
        _view = view;
        _handle = view.SafeMemoryMappedViewHandle;
        byte* memory = null;
        _handle.AcquirePointer(ref memory);
        Memory = memory;
    }

    /// <summary>Where the file is mapped: the header page, then the sub-buffers. Valid until disposed.</summary>
    public byte* Memory { get; }

    /// <summary>The header page.</summary>
    public RingFileHeader* Header => (RingFileHeader*)Memory;

    /// <summary>Makes and maps a ring file, readable and writable by this user only. Throws <see cref="IOException"/> when there is no room.</summary>
    /// <param name="path">Must not exist.</param>
    /// <param name="geometry">Fills in the header page; its bytes are zero before.</param>
    public static RingFile Create(string path, in RingFileHeader geometry)
    {
        long size = RingFileHeader.Size + ((long)geometry.SubBufferSize * geometry.SubBufferCount);
        var ring = new RingFile(path, Map(path, size));
        *ring.Header = geometry;
        return ring;
    }

    /// <summary>Makes and maps a file of zeros, readable and writable by this user only, whose memory is set aside.</summary>
    /// <param name="path">Must not exist.</param>
    /// <param name="size">In bytes.</param>
    /// <exception cref="IOException">There is no room.</exception>
    public static MemoryMappedViewAccessor Map(string path, long size)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            PreallocationSize = size,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var stream = new FileStream(path, options);
        try
        {
            stream.SetLength(size);
            using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(
                stream, mapName: null, size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
            return file.CreateViewAccessor(0, size, MemoryMappedFileAccess.ReadWrite);
        }
        catch
        {
            stream.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>
    /// Maps a ring file that another process left. Null when it is of another trace or user, a link, or not a ring of this version: sizes and
    /// counts in the header are checked against the file, so that what is read later stays within it.
    /// </summary>
    public static RingFile? TryOpen(string path, Guid traceId)
    {
        long length = new FileInfo(path).Length;
        if (length < RingFileHeader.Size || !FileFacts.IsOwn(path))
        {
            return null;
        }

        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.ReadWrite);
        var ring = new RingFile(path, file.CreateViewAccessor(0, length, MemoryMappedFileAccess.ReadWrite));
        RingFileHeader* header = ring.Header;
        bool isRing = header->Magic == RingFileHeader.MagicValue
            && header->Version == RingFileHeader.CurrentVersion
            && header->HeaderSize == RingFileHeader.Size
            && header->TraceId == traceId
            && BitOperations.IsPow2(header->SubBufferSize)
            && BitOperations.IsPow2(header->SubBufferCount)
            && header->SubBufferSize == 1UL << (int)header->SubBufferShift
            && header->SubBufferCount <= RingFileHeader.MaxSubBufferCount
            && RingFileHeader.Size + ((long)header->SubBufferSize * header->SubBufferCount) == length;
        if (!isRing)
        {
            ring.Close();
            return null;
        }

        return ring;
    }

    /// <summary>Whether a file is a ring of a trace in another version's layout. The first fields are where they were in all.</summary>
    public static bool IsOfAnotherVersion(string path, Guid traceId)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[RingFileHeader.Size];
            fixed (byte* header = bytes)
            {
                var fields = (RingFileHeader*)header;
                return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
                    && fields->Magic == RingFileHeader.MagicValue
                    && fields->Version != RingFileHeader.CurrentVersion
                    && fields->TraceId == traceId;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Unmaps the file and leaves it.</summary>
    public void Close()
    {
        _handle.ReleasePointer();
        _view.Dispose();
    }

    /// <summary>Unmaps and deletes the file. Only when no thread can reach the memory any more.</summary>
    public void Dispose()
    {
        Close();
        RingFolder.DeleteFile(_path);
    }
}
