namespace Tracing.Runtime;

/// <summary>Who shares a ring.</summary>
public enum BufferScope
{
    /// <summary>Every thread has a ring of its own, and writes to it without any atomic instruction.</summary>
    Thread = 0,
}
