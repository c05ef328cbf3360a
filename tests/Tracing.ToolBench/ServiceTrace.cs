using Tracing;

namespace Tracing.ToolBench;

/// <summary>What an imaginary service tells: fields of the sizes and kinds that real ones have.</summary>
[TracepointProvider("service")]
internal static partial class ServiceTrace
{
    [Tracepoint]
    public static partial void RequestBegin(long requestId, string path, int bytes);

    [Tracepoint]
    public static partial void CacheLookup(int shard, long key, bool hit);

    [Tracepoint]
    public static partial void QueryDone(string table, int rows, double milliseconds);

    [Tracepoint]
    public static partial void RequestEnd(long requestId, int status);
}
