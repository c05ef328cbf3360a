namespace Tracing.Runtime.Output;

/// <summary>The finished chunks of a trace that may be deleted, oldest first. One caller at a time.</summary>
/// <param name="keepChunks">How many stay; null for all.</param>
/// <param name="keepBytes">How many bytes stay, but the newest in any case; null for all.</param>
internal sealed class FinishedChunks(int? keepChunks, long? keepBytes)
{
    private readonly Queue<ITraceOutput> _chunks = [];
    private long _bytes;

    /// <summary>Adds a chunk that is finished and disposed of, and deletes those that are too many by now.</summary>
    public void Add(ITraceOutput chunk)
    {
        if (keepChunks is null && keepBytes is null)
        {
            return;
        }

        _chunks.Enqueue(chunk);
        _bytes += chunk.Length;
        while (_chunks.Count > 1 && (_chunks.Count > (keepChunks ?? int.MaxValue) || _bytes > (keepBytes ?? long.MaxValue)))
        {
            ITraceOutput oldest = _chunks.Dequeue();
            _bytes -= oldest.Length;
            oldest.Delete();
        }
    }
}
