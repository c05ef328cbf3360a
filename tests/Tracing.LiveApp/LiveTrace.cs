using Tracing;

namespace LiveApp;

/// <summary>What the application emits while it is looked at from outside.</summary>
[TracepointProvider("live")]
internal static partial class LiveTrace
{
    [Tracepoint]
    public static partial void MainEntered(string mode);

    [Tracepoint]
    public static partial void Tick(int number, string text);

    [Tracepoint(Level = TracepointLevel.Debug)]
    public static partial void Detail(int number);

    [Marker("order {id} of {customer} failed", Level = TracepointLevel.Error)]
    public static partial void OrderFailed(int id, string customer);
}
