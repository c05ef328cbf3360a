using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tracing.Tool.Output;

/// <summary>
/// UTF-8 on its way to a file or the terminal. Chunks that are full go to a thread that writes them, so that formatting
/// and the copy into the kernel overlap.
/// </summary>
/// <remarks>Belongs to one thread. What the other thread meets comes out of the next call: <see cref="OutputClosedException"/> or an I/O error.</remarks>
internal sealed class LineWriter : IBufferWriter<byte>, IDisposable
{
    /// <summary>Bytes; a few fit the second-level cache, and one is worth a system call.</summary>
    private const int ChunkSize = 256 << 10;

    private readonly ChunkSink _sink;
    private readonly bool _flushesLines;
    private byte[] _buffer;
    private int _count;

    /// <summary>Writes to a stream, which it owns.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="flushesLines">Whether somebody waits for each line: at a terminal.</param>
    public LineWriter(Stream destination, bool flushesLines = false)
    {
        _sink = new ChunkSink(destination, ChunkSize);
        _flushesLines = flushesLines;
        _buffer = _sink.Rent();
    }

    /// <summary>Bytes that are in the buffer now.</summary>
    public int Count => _count;

    /// <summary>The bytes that were written since a mark, as long as no line has ended since.</summary>
    /// <param name="mark">A former value of <see cref="Count"/>.</param>
    public Span<byte> Since(int mark) => _buffer.AsSpan(mark, _count - mark);

    /// <summary>Ends a line. Only here a chunk is handed on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndLine()
    {
        Write((byte)'\n');
        EndRecord();
    }

    /// <summary>Ends a piece that is no line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndRecord()
    {
        if (_count >= ChunkSize - (ChunkSize / 8) || _flushesLines)
        {
            Flush();
        }
    }

    public void Advance(int count) => _count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_count);
    }

    public void Write(byte character)
    {
        Reserve(1);
        _buffer[_count++] = character;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<byte> utf8)
    {
        Reserve(utf8.Length);
        utf8.CopyTo(_buffer.AsSpan(_count));
        _count += utf8.Length;
    }

    public void Write(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _count += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_count));
    }

    /// <summary>Hands what is there on.</summary>
    public void Flush()
    {
        if (_count > 0)
        {
            _sink.Hand(_buffer, _count);
            _buffer = _sink.Rent();
            _count = 0;
        }
    }

    /// <summary>Writes the rest and waits until all is written.</summary>
    public void Dispose()
    {
        try
        {
            Flush();
        }
        finally
        {
            _sink.Dispose();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int size)
    {
        if (_buffer.Length - _count < Math.Max(size, 1))
        {
            Grow(size);
        }
    }

    // One line is longer than a chunk: rare, and it has to be one piece for Since.
    private void Grow(int size) => Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _count + size));
}
