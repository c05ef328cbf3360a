namespace Tracing.Runtime.Tests.Support;

/// <summary>
/// Tracepoints for tests that do not care what is in them. Classes that use them are in one collection of this name: run side by
/// side, they would record each other's events.
/// </summary>
[TracepointProvider("test")]
internal static partial class TestTrace
{
    [Tracepoint]
    public static partial void Number(int value);

    [Tracepoint]
    public static partial void Text(long id, string text);

    [Tracepoint(Level = TracepointLevel.Debug)]
    public static partial void Detail(int value);

    [Tracepoint]
    public static partial void Nothing();

    [Marker("user {user} logged in from {address}")]
    public static partial void LoggedIn(string user, System.Net.IPAddress address);
}
