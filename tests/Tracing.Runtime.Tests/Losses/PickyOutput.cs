using Tracing.Runtime.Output;

namespace Tracing.Runtime.Tests.Losses;

/// <summary>Passes packets on to another output, but for those that it is told to refuse.</summary>
/// <param name="inner">The other output.</param>
/// <param name="refuses">By the packet's size in bytes.</param>
internal sealed class PickyOutput(ITraceOutput inner, Predicate<int> refuses) : ITraceOutput
{
    public ulong Chunk { get => inner.Chunk; set => inner.Chunk = value; }

    public long Length => inner.Length;

    public long StreamLength => inner.StreamLength;

    public void MoveTo(string folder) => inner.MoveTo(folder);

    public void Delete() => inner.Delete();

    public void AppendMetadata(ReadOnlySpan<byte> text) => inner.AppendMetadata(text);

    public IStreamOutput CreateStream(string name) => new Stream(inner.CreateStream(name), refuses);

    public IStreamOutput OpenStream(string name, long length) => inner.OpenStream(name, length);

    public void Dispose() => inner.Dispose();

    private sealed class Stream(IStreamOutput inner, Predicate<int> refuses) : IStreamOutput
    {
        public long Length => inner.Length;

        public void Append(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> records)
        {
            if (refuses(header.Length + records.Length))
            {
                throw new IOException("out of order");
            }

            inner.Append(header, records);
        }

        public void Read(long offset, Span<byte> destination) => inner.Read(offset, destination);

        public void Dispose() => inner.Dispose();
    }
}
