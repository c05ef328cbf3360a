namespace Tracing.Runtime.RingBuffer;

/// <summary>A consumer took a packet of a ring that is another's by now: its lease was over.</summary>
internal sealed class TermOverException() : InvalidOperationException("The ring was taken away: the lease is over, and another consumer has it.");
