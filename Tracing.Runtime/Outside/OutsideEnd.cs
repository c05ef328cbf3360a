namespace Tracing.Runtime.Outside;

/// <summary>Why a consumer outside of the process came to an end.</summary>
internal enum OutsideEnd
{
    /// <summary>It was asked to. The session goes on.</summary>
    Asked,

    /// <summary>The session has ended, or its process has died: everything is in the trace, and its files are removed.</summary>
    Complete,

    /// <summary>The rings were taken back: the lease was over, or somebody asked for it. What was drained before is in the trace, and nothing else.</summary>
    TakenBack,
}
