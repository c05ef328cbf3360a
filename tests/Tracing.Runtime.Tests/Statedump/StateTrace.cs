namespace Tracing.Runtime.Tests.Statedump;

/// <summary>An application that tells its state. What it does, a test says.</summary>
[TracepointProvider("state")]
internal static partial class StateTrace
{
    /// <summary>What the second method does; the tests that set it are in one collection.</summary>
    public static Action? Tell { get; set; }

    [Tracepoint]
    public static partial void Connection(int id, string peer);

    [Tracepoint]
    public static partial void Item(int value);

    [Statedump]
    private static void Connections()
    {
        for (int i = 0; i < 3; i++)
        {
            Connection(i, "peer");
        }
    }

    [Statedump]
    private static void Others() => Tell?.Invoke();
}
