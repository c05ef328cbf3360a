using Tracing.Runtime;

namespace Tracing.Tool.Tests.Support;

/// <summary>A trace that was recorded for a test, in a folder that goes with it.</summary>
internal sealed class Recording : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("tracectl-test-").FullName;

    private Recording()
    {
    }

    /// <summary>The trace's folder.</summary>
    public string Folder => Path.Combine(_parent, "trace");

    /// <summary>A place beside it for what a test writes.</summary>
    public string Beside(string name) => Path.Combine(_parent, name);

    /// <summary>Records what an action emits in a thread of its own.</summary>
    /// <param name="emit">Emits; called once for each thread name.</param>
    /// <param name="threads">Names of the threads, one after the other.</param>
    public static Recording Of(Action<string> emit, params string[] threads)
    {
        var recording = new Recording();
        using TraceSession session = TraceSession.Start(recording.Folder, "test:*");
        foreach (string name in threads)
        {
            var thread = new Thread(() => emit(name)) { Name = name };
            thread.Start();
            thread.Join();
        }

        session.Stop();
        return recording;
    }

    /// <summary>Two workers that serve requests 1 to so many, one after the other, each with a queue's depth in between.</summary>
    public static Recording OfRequests(int requests) => Of(
        _ =>
        {
            for (int i = 1; i <= requests; i++)
            {
                TestTrace.RequestBegin(i, i % 2 == 0 ? "/orders" : "/health");
                TestTrace.QueueDepth("inbox", i);
                TestTrace.RequestEnd(i, i % 10 == 0 ? 500 : 200);
            }
        },
        "worker one",
        "worker two");

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
