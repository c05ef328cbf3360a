using Tracing.Runtime.Output;

namespace Tracing.Runtime.Tests.Support;

/// <summary>Passes on to another output, and does before each packet what a test wants: wait, fail, emit.</summary>
internal sealed class HookedOutput(ITraceOutput inner) : ITraceOutput
{
    // Written by the test, read by the consumer; a moment late is fine.
    private volatile Action? _beforeAppend;

    public Action? BeforeAppend { get => _beforeAppend; set => _beforeAppend = value; }

    public ulong Chunk { get => inner.Chunk; set => inner.Chunk = value; }

    public long Length => inner.Length;

    public long StreamLength => inner.StreamLength;

    public void MoveTo(string folder) => inner.MoveTo(folder);

    public void Delete() => inner.Delete();

    public void AppendMetadata(ReadOnlySpan<byte> text) => inner.AppendMetadata(text);

    public IStreamOutput CreateStream(string name) => new Stream(this, inner.CreateStream(name));

    public IStreamOutput OpenStream(string name, long length) => inner.OpenStream(name, length);

    public void Dispose() => inner.Dispose();

    private sealed class Stream(HookedOutput output, IStreamOutput inner) : IStreamOutput
    {
        public long Length => inner.Length;

        public void Append(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> records)
        {
            output._beforeAppend?.Invoke();
            inner.Append(header, records);
        }

        public void Read(long offset, Span<byte> destination) => inner.Read(offset, destination);

        public void Dispose() => inner.Dispose();
    }
}
