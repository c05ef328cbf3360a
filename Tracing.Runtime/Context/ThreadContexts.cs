using Tracing.Runtime.SharedMemory;
using Tracing.Writing;

namespace Tracing.Runtime.Context;

/// <summary>The operating system's id of the thread.</summary>
internal sealed unsafe class ThreadIdContext() : ContextSource("vtid", "int32_t", sizeof(int))
{
    public override byte* Write(byte* destination, StagedSlot* slot)
    {
        StagingArea* area = StagingArea.Of(slot);
        if (area == null)
        {
            return ContextWriter.Write(destination, 0);
        }

        // Asked for once: it is a system call.
        uint id = area->ThreadId;
        if (id == 0)
        {
            area->ThreadId = id = ProcessIdentity.CurrentThreadId;
        }

        return ContextWriter.Write(destination, id);
    }
}

/// <summary>The thread's id in .NET.</summary>
internal sealed unsafe class ManagedThreadIdContext() : ContextSource("managed_tid", "int32_t", sizeof(int))
{
    public override byte* Write(byte* destination, StagedSlot* slot) => ContextWriter.Write(destination, Environment.CurrentManagedThreadId);
}

/// <summary>The thread's name in .NET.</summary>
internal sealed unsafe class ThreadNameContext() : ContextSource("thread_name", "string", MaxTextBytes + 1)
{
    public override byte* Write(byte* destination, StagedSlot* slot) => ContextWriter.WriteText(destination, Thread.CurrentThread.Name);
}

/// <summary>The processor that the thread ran on when the event's time was taken.</summary>
internal sealed unsafe class CpuContext() : ContextSource("cpu_id", "uint32_t", sizeof(uint))
{
    public override bool NeedsCpu => true;

    public override byte* Write(byte* destination, StagedSlot* slot) => ContextWriter.Write(destination, (uint)slot->Cpu);
}
