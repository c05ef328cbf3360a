using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Tracing.SystemBench;

[TracepointProvider("system")]
internal static partial class BenchTrace
{
    [Tracepoint]
    public static partial void Int(int value);

    /// <summary>Emits events at full speed, or so many a second: a batch, then a wait until the next one is due.</summary>
    /// <param name="perSecond">0: full speed.</param>
    /// <param name="length">For how long.</param>
    /// <returns>How many were emitted, and how long it took.</returns>
    public static (long Events, TimeSpan Elapsed) Emit(double perSecond, TimeSpan length)
    {
        long begin = Stopwatch.GetTimestamp();
        long events = 0;
        TimeSpan elapsed;
        do
        {
            EmitBatch();
            events += Batch;
            while (perSecond > 0 && events > Stopwatch.GetElapsedTime(begin).TotalSeconds * perSecond)
            {
                Thread.SpinWait(1);
            }

            elapsed = Stopwatch.GetElapsedTime(begin);
        }
        while (elapsed < length);

        return (events, elapsed);
    }

    /// <summary>Emits so many events, rounded up to whole batches, at full speed.</summary>
    public static void EmitMany(long events)
    {
        for (long i = 0; i < events; i += Batch)
        {
            EmitBatch();
        }
    }

    /// <summary>Events of a batch: a few microseconds.</summary>
    private const int Batch = 200;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EmitBatch()
    {
        for (int i = 0; i < Batch; i++)
        {
            Int(i);
        }
    }
}
