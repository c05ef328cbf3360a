using Tracing.Writing;

namespace Tracing.Runtime.Context;

/// <summary>Bytes that the thread has allocated so far.</summary>
internal sealed unsafe class AllocatedBytesContext() : ContextSource("alloc_bytes", "int64_t", sizeof(long))
{
    public override byte* Write(byte* destination, StagedSlot* slot) => ContextWriter.Write(destination, GC.GetAllocatedBytesForCurrentThread());
}

/// <summary>Collections of a generation so far.</summary>
internal sealed unsafe class CollectionsContext(int generation) : ContextSource($"gc_gen{generation}", "int32_t", sizeof(int))
{
    private readonly int _generation = generation;

    public override byte* Write(byte* destination, StagedSlot* slot) => ContextWriter.Write(destination, GC.CollectionCount(_generation));
}
