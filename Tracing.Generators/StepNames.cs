namespace Tracing.Generators;

/// <summary>Names of the pipeline's tracked steps; the incrementality tests look at these.</summary>
internal static class StepNames
{
    /// <summary>One provider class with all its tracepoints, without places in source.</summary>
    public const string Provider = "Provider";

    /// <summary>Where a provider's tracepoints stand in source.</summary>
    public const string Locations = "Locations";

    /// <summary>Whether the compilation's language version is enough.</summary>
    public const string Language = "Language";

    /// <summary>Whether the compilation can read traces.</summary>
    public const string Reader = "Reader";

    /// <summary>Whether the program starts the runtime before <c>Main</c>.</summary>
    public const string AutoStart = "AutoStart";
}
