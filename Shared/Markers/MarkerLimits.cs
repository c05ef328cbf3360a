namespace Tracing.Markers;

/// <summary>What a marker's placeholder may ask for at the most, so that no sentence makes a reader write without bounds.</summary>
internal static class MarkerLimits
{
    /// <summary>Columns that an alignment may ask for: several lines of a terminal.</summary>
    public const int MaxAlignment = 256;

    /// <summary>Digits of a precision, as in <c>F2</c>. .NET takes up to 999,999,999, which would be a text of 1 GB for each event.</summary>
    public const int MaxPrecision = 99;
}
