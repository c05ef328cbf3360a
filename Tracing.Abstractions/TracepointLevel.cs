namespace Tracing;

/// <summary>How severe, or how detailed, an event is. A lower number is more severe.</summary>
/// <remarks>
/// Names and numbers are LTTng-UST's log levels (the <c>loglevel</c> of a CTF 1.8 event class), so that
/// every CTF reader shows the same scale.
/// </remarks>
public enum TracepointLevel
{
    /// <summary>The system is unusable.</summary>
    Emergency = 0,

    /// <summary>Action must be taken at once.</summary>
    Alert = 1,

    /// <summary>A critical condition.</summary>
    Critical = 2,

    /// <summary>An error.</summary>
    Error = 3,

    /// <summary>A warning.</summary>
    Warning = 4,

    /// <summary>Normal, but worth noting.</summary>
    Notice = 5,

    /// <summary>Informational. The level of a tracepoint that names none.</summary>
    Info = 6,

    /// <summary>Debugging, scope of the whole system.</summary>
    DebugSystem = 7,

    /// <summary>Debugging, scope of one program.</summary>
    DebugProgram = 8,

    /// <summary>Debugging, scope of one process.</summary>
    DebugProcess = 9,

    /// <summary>Debugging, scope of one module (an assembly).</summary>
    DebugModule = 10,

    /// <summary>Debugging, scope of one compilation unit (a source file).</summary>
    DebugUnit = 11,

    /// <summary>Debugging, scope of one function.</summary>
    DebugFunction = 12,

    /// <summary>Debugging, scope of one line.</summary>
    DebugLine = 13,

    /// <summary>Any other debugging.</summary>
    Debug = 14,
}
