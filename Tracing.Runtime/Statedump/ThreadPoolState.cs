using Tracing.Runtime.OwnEvents;

namespace Tracing.Runtime.Statedump;

/// <summary>The thread pool.</summary>
internal static class ThreadPoolState
{
    public static void Gather(OwnRecords records, ulong time)
    {
        ThreadPool.GetMinThreads(out int minWorkers, out int minIo);
        ThreadPool.GetMaxThreads(out int maxWorkers, out int maxIo);
        records.Add(StateEvents.ThreadPool, time)
            .Put((uint)ThreadPool.ThreadCount)
            .Put((uint)minWorkers)
            .Put((uint)maxWorkers)
            .Put((uint)minIo)
            .Put((uint)maxIo)
            .Put(ThreadPool.PendingWorkItemCount)
            .Put(ThreadPool.CompletedWorkItemCount);
    }
}
