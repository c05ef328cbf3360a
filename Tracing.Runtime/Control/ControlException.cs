namespace Tracing.Runtime.Control;

/// <summary>A request that cannot be done, as the client is told.</summary>
internal sealed class ControlException(string code, string message, IReadOnlyList<string>? near = null) : Exception(message)
{
    /// <summary>One of <see cref="Tracing.Control.ControlErrors"/>.</summary>
    public string Code => code;

    /// <summary>Names like the one that there is not.</summary>
    public IReadOnlyList<string>? Near => near;
}
