namespace Tracing.Tool;

/// <summary>The command line asks for what makes no sense: exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
