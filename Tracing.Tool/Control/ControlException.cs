namespace Tracing.Tool.Control;

/// <summary>A process could not be reached, or refused what it was asked for: exit code 1.</summary>
/// <param name="message">Why, and the way out.</param>
/// <param name="code">One of <see cref="Tracing.Control.ControlErrors"/>; null where the process did not say anything.</param>
internal sealed class ControlException(string message, string? code = null) : ToolException(message)
{
    /// <summary>For programs: what kind of refusal it is.</summary>
    public string? Code { get; } = code;
}
