namespace Tracing.Control;

/// <summary>Numbers and names that both ends of the control connection agree on; docs/control-protocol.md describes them.</summary>
internal static class ControlProtocol
{
    /// <summary>The version that <c>hello</c> negotiates: one more whenever an old client could misunderstand a process, or the other way round.</summary>
    public const int Version = 1;

    /// <summary>Longest request, in bytes with its line end: a configuration with thousands of rules fits.</summary>
    public const int MaxRequestBytes = 1 << 20;

    /// <summary>Longest answer, in bytes with its line end: about 16,000 tracepoints. What is longer is asked for in parts.</summary>
    public const int MaxAnswerBytes = 4 << 20;

    /// <summary>Deepest nesting of objects and arrays in a request; the deepest that means anything is about ten.</summary>
    public const int MaxDepth = 32;

    /// <summary>How a socket's name ends.</summary>
    public const string SocketExtension = ".sock";

    /// <summary>Most tracepoints of one answer unless the client wants fewer.</summary>
    public const int MaxTracepoints = 5000;
}
