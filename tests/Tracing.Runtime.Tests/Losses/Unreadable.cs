namespace Tracing.Runtime.Tests.Losses;

/// <summary>A value that cannot be read when it says so.</summary>
public readonly record struct Unreadable(bool IsFaulty)
{
    public bool Value { get => field ? throw new InvalidOperationException("unreadable") : field; } = IsFaulty;
}
