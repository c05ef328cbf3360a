using System.Buffers;
using Tracing.Control;

namespace Tracing.Runtime.Control;

/// <summary>An answer while it is made: bytes of bounded number.</summary>
internal sealed class BoundedBuffer : IBufferWriter<byte>
{
    /// <summary>What is kept between two answers: nearly all are shorter.</summary>
    private const int KeptBytes = 16 << 10;

    private byte[] _bytes = new byte[KeptBytes];
    private int _count;

    /// <summary>What is in it.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    /// <summary>Empties it, and gives memory back that the next answer will hardly need.</summary>
    public void Clear()
    {
        _count = 0;
        if (_bytes.Length > KeptBytes)
        {
            _bytes = new byte[KeptBytes];
        }
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_bytes.Length - _count));
        _count += count;
        if (_count > ControlProtocol.MaxAnswerBytes)
        {
            throw new ControlException(ControlErrors.TooLong, $"The answer is longer than {ControlProtocol.MaxAnswerBytes} bytes. Ask for less at a time: for one session, or a narrower pattern.");
        }
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(_count);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(_count);
    }

    private void MakeRoom(int size)
    {
        size = Math.Max(size, 1);
        if (_bytes.Length - _count < size)
        {
            // One value may be larger than all that is allowed: it is written, then refused.
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(_count + size)));
        }
    }
}
