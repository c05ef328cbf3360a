using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Tracing.Tool.Output;

/// <summary>
/// Standard output by write(2). The console's own stream hides that nobody reads any more, so that a view into <c>head</c>
/// would run to its end; a file stream would not move the offset that is shared with the shell's next command.
/// </summary>
internal sealed partial class UnixOutputStream : Stream
{
    private const int StandardOutputDescriptor = 1;

    /// <summary>errno values that Linux and macOS share, but for EAGAIN.</summary>
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;
    private static readonly int s_tryAgain = OperatingSystem.IsMacOS() ? 35 : 11;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            nint written;
            fixed (byte* start = buffer)
            {
                written = WriteTo(StandardOutputDescriptor, start, (nuint)buffer.Length);
            }

            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error == s_tryAgain)
            {
                // Whoever gave us this pipe made it non-blocking; what it takes then is a little patience.
                Thread.Sleep(1);
            }
            else if (error == BrokenPipe)
            {
                throw new OutputClosedException();
            }
            else if (error != Interrupted)
            {
                throw new IOException(new Win32Exception(error).Message);
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint WriteTo(int descriptor, byte* bytes, nuint count);
}
