namespace Tracing.Generators.Analysis.LazyArguments;

/// <summary>What analyzer and fix agree on. Compiled into both: neither assembly may need the other to be loaded.</summary>
internal static class GuardProperty
{
    /// <summary>Key of the diagnostic's property that has the name of the tracepoint's <c>…Enabled</c>.</summary>
    public const string Key = "Guard";
}
