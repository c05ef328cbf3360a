namespace Tracing.Tool.Doctor;

/// <summary>What was found out about one thing that recording needs.</summary>
/// <param name="Check">The thing, in a word.</param>
/// <param name="Verdict">Whether it is well.</param>
/// <param name="Text">How it is.</param>
/// <param name="Remedy">The way out; null where there is nothing to do.</param>
internal sealed record Finding(string Check, Verdict Verdict, string Text, string? Remedy = null);

/// <summary>How well a thing is.</summary>
internal enum Verdict
{
    /// <summary>It works.</summary>
    Good,

    /// <summary>It works in part, or less well than it could.</summary>
    Poor,

    /// <summary>It does not work.</summary>
    Bad,
}
