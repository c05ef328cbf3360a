using Tracing;

namespace TestApp;

/// <summary>What the child process of the tests emits.</summary>
[TracepointProvider("app")]
internal static partial class AppTrace
{
    /// <summary>From a static field's initializer.</summary>
    [Tracepoint]
    public static partial void FieldInitialized();

    /// <summary>The first statement of Main.</summary>
    [Tracepoint]
    public static partial void MainEntered(string mode);

    [Tracepoint]
    public static partial void Number(int value);

    /// <summary>The last thing before the process ends.</summary>
    [Tracepoint]
    public static partial void Ending();
}

/// <summary>A second provider, for several patterns at a time.</summary>
[TracepointProvider("second")]
internal static partial class SecondTrace
{
    [Tracepoint]
    public static partial void Number(int value);
}
