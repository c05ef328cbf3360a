using Tracing.Runtime;

namespace Tracing.ToolBench;

/// <summary>Records a large trace with several threads, without loss: rings that hold it whole.</summary>
internal static class Recorder
{
    private const int Threads = 4;
    private const int EventsPerRequest = 6;

    private static readonly string[] s_paths = ["/orders", "/orders/new", "/customers/search", "/health"];
    private static readonly string[] s_tables = ["orders", "order_lines", "customers"];

    /// <summary>Records about so many events into a folder that must not exist yet.</summary>
    public static void Record(string folder, int events)
    {
        using TraceSession session = TraceSession.Create("toolbench", new TraceSessionOptions { Output = folder });
        TraceChannel channel = session.AddChannel("service", new ChannelOptions { SubBufferSize = 1 << 20, SubBufferCount = 64 });
        session.Enable("service:*", channel);
        session.Start();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(worker => new Thread(() => Serve(worker, events / Threads)) { Name = $"worker {worker}" })];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        session.Stop();
        if (session.Statistics.Discarded > 0)
        {
            throw new InvalidOperationException($"{session.Statistics.Discarded} events were discarded: ask for fewer.");
        }
    }

    private static void Serve(int worker, int events)
    {
        var random = new Random(worker);
        for (int i = 0; i < events / EventsPerRequest; i++)
        {
            long id = ((long)worker << 32) + i;
            ServiceTrace.RequestBegin(id, s_paths[i % s_paths.Length], random.Next(1 << 16));
            for (int lookup = 0; lookup < 3; lookup++)
            {
                ServiceTrace.CacheLookup(lookup, random.NextInt64(), (i & 3) != 0);
            }

            ServiceTrace.QueryDone(s_tables[i % s_tables.Length], random.Next(1000), random.NextDouble() * 10);
            ServiceTrace.RequestEnd(id, i % 50 == 0 ? 500 : 200);
        }
    }
}
