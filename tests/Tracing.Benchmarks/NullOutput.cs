using Tracing.Runtime.Output;

namespace Tracing.Benchmarks;

/// <summary>Takes everything and keeps nothing.</summary>
internal sealed class NullOutput : ITraceOutput, IStreamOutput
{
    public long Length => 0;

    public void AppendMetadata(ReadOnlySpan<byte> text)
    {
    }

    public IStreamOutput CreateStream(string name) => this;

    public IStreamOutput OpenStream(string name, long length) => this;

    public void Append(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> records)
    {
    }

    public void Read(long offset, Span<byte> destination)
    {
    }

    public void Dispose()
    {
    }
}
