namespace Tracing.Tool.Output;

/// <summary>Whoever read our output has gone, as <c>head</c> does: a reason to stop, but nothing went wrong.</summary>
internal sealed class OutputClosedException : Exception;
