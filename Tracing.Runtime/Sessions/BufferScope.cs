namespace Tracing.Runtime;

/// <summary>Who shares a ring.</summary>
public enum BufferScope
{
    /// <summary>Every thread has a ring of its own, and writes to it without any atomic instruction.</summary>
    Thread = 0,

    /// <summary>
    /// Every processor has a ring that all threads on it write to: memory that does not grow with the number of threads, for an atomic
    /// reservation and commit a record. Threads cannot hold each other up.
    /// </summary>
    Cpu = 1,
}
