using Tracing;

namespace QuickStart;

/// <summary>What this program tells a tracer. Each call is a compare and a jump while nobody records.</summary>
[TracepointProvider("scan")]
internal static partial class ScanTrace
{
    [Tracepoint]
    public static partial void FileOpened(int worker, string path, long size);

    [Tracepoint(Level = TracepointLevel.Debug)]
    public static partial void Block(int worker, long offset, int size, int lines);

    [Tracepoint]
    public static partial void FileDone(int worker, string path, long lines, ReadOnlySpan<byte> sha256, TimeSpan elapsed);

    [Marker("worker {worker} is done: {files} files, {bytes} bytes")]
    public static partial void WorkerDone(int worker, int files, long bytes);
}
