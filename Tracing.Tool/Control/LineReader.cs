using System.Net.Sockets;
using Tracing.Control;

namespace Tracing.Tool.Control;

/// <summary>Cuts what comes from a process into lines, none of them longer than an answer may be.</summary>
internal sealed class LineReader(Socket socket)
{
    private const int FirstSize = 16 << 10;

    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _end;

    /// <summary>The next line without its end; valid until the next call.</summary>
    /// <exception cref="IOException">The process ended the connection, or its line is too long.</exception>
    /// <exception cref="SocketException">It did not answer in time, or the connection broke.</exception>
    public ReadOnlyMemory<byte> Read()
    {
        int searched = _start;
        while (true)
        {
            int length = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, searched + length - _start);
                _start = searched + length + 1;
                return line;
            }

            MakeRoom();
            searched = _end;
            int read = socket.Receive(_buffer.AsSpan(_end));
            if (read == 0)
            {
                throw new IOException("the process ended the connection");
            }

            _end += read;
        }
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= ControlProtocol.MaxAnswerBytes)
            {
                throw new IOException($"its answer is longer than {ControlProtocol.MaxAnswerBytes} bytes");
            }

            Array.Resize(ref _buffer, Math.Min(2 * _buffer.Length, ControlProtocol.MaxAnswerBytes));
        }
    }
}
