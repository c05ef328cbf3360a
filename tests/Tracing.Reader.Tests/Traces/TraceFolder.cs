using System.Text;

namespace Tracing.Reader.Tests.Traces;

/// <summary>A trace of bytes made here, in a folder that goes away with it.</summary>
internal sealed class TraceFolder : IDisposable
{
    public TraceFolder() => Path = Directory.CreateTempSubdirectory("tracing-reader-").FullName;

    public string Path { get; }

    public TraceFolder WithMetadata(string tsdl) => WithMetadata(Encoding.UTF8.GetBytes(tsdl));

    public TraceFolder WithMetadata(ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(System.IO.Path.Combine(Path, "metadata"), bytes);
        return this;
    }

    public TraceFolder WithStream(string name, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(System.IO.Path.Combine(Path, name), bytes);
        return this;
    }

    public TraceReader Open(TraceReaderOptions? options = null) => TraceReader.Open(Path, options);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
