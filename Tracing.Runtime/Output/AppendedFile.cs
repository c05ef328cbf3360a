using Microsoft.Win32.SafeHandles;

namespace Tracing.Runtime.Output;

/// <summary>
/// A file that grows by whole pieces: a piece that could not be written to its end is cut off again, since one half packet
/// makes readers refuse the whole trace.
/// </summary>
internal sealed class AppendedFile : IStreamOutput
{
    private readonly SafeFileHandle _handle;
    private readonly ReadOnlyMemory<byte>[] _pieces = new ReadOnlyMemory<byte>[2];
    private long _length;

    public AppendedFile(string path) => _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);

    /// <inheritdoc/>
    public void Append(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> records)
    {
        try
        {
            // One gathering write: neither piece is copied, and a reader of the growing file sees both or none.
            _pieces[0] = header;
            _pieces[1] = records;
            RandomAccess.Write(_handle, _pieces, _length);
            _length += header.Length + records.Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            RandomAccess.SetLength(_handle, _length);
            throw;
        }
        finally
        {
            _pieces[0] = _pieces[1] = default;
        }
    }

    public void Dispose() => _handle.Dispose();
}
