using Tracing.Runtime;

namespace Tracing.ReaderBench;

/// <summary>Records the same events with this project.</summary>
internal static class SdkRecording
{
    private const int EventsPerRound = 8;

    /// <summary>Rounds between two pauses: far less than a ring holds.</summary>
    private const long RoundsPerPause = 2_000;

    /// <summary>The trace's folder.</summary>
    /// <param name="folder">Where to work.</param>
    /// <param name="events">About how many events.</param>
    public static string Record(string folder, long events)
    {
        string trace = Path.Combine(folder, "trace");
        using TraceSession session = TraceSession.Create("readerbench", new TraceSessionOptions { Output = trace });
        TraceChannel channel = session.AddChannel("c", new ChannelOptions { SubBufferSize = 1 << 20, SubBufferCount = 64 });
        session.Enable("bench:*", channel);
        session.Start();
        int[] values = [1, -2, 3, -4, 5, -6, 7, -8];
        for (long i = 0; i < events / EventsPerRound; i++)
        {
            for (int k = 0; k < 4; k++)
            {
                BenchTrace.Tick((int)i + k);
            }

            BenchTrace.Order((int)i, i * 31, "customer-0123456", i * 0.25);
            BenchTrace.Order((int)i, i * 37, "Ada", i * 0.5);
            BenchTrace.Request(i, (ulong)i * 3, 200, i + 7, 5, "/api/orders/recent", "curl/8.5.0 (x86_64)");
            BenchTrace.Samples((int)i, values);
            if (i % RoundsPerPause == 0)
            {
                // The consumer shall keep up; what is lost all the same is told by the reader.
                Thread.Sleep(1);
            }
        }

        session.Stop();
        Console.WriteLine($"trace: recorded by this project, {session.Statistics.Discarded} events lost");
        return trace;
    }
}

/// <summary>The events.</summary>
[TracepointProvider("bench")]
internal static partial class BenchTrace
{
    [Tracepoint]
    public static partial void Tick(int number);

    [Tracepoint]
    public static partial void Order(int number, long id, string customer, double total);

    [Tracepoint]
    public static partial void Request(long start, ulong bytes, uint status, long user, short worker, string path, string agent);

    [Tracepoint]
    public static partial void Samples(int number, ReadOnlySpan<int> values);
}
