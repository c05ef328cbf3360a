using Tracing.Tool.Reading;

namespace Tracing.Tool.Export;

/// <summary>Ids for forms that want one for each thread and process.</summary>
internal static class ThreadNumbers
{
    /// <summary>Above all ids that Linux gives (at most 2^22): for CPUs and streams, which stand in where the trace has no threads.</summary>
    private const long FirstStandIn = 1 << 24;

    public static long ThreadId(TraceThread thread) => thread.Id >= 0 ? thread.Id : FirstStandIn + thread.Index;

    public static long ProcessId(TraceThread thread) => Math.Max(0, thread.ProcessId);
}
