namespace Tracing.Tool;

/// <summary>Something failed that its message explains: exit code 1.</summary>
internal class ToolException(string message) : Exception(message);
