namespace Tracing.Tool.Output;

/// <summary>How times are shown.</summary>
internal enum TimeStyle
{
    /// <summary>Of the day, in this machine's time zone.</summary>
    Local,

    /// <summary>Of the day, UTC.</summary>
    Utc,

    /// <summary>Seconds since the first event.</summary>
    Relative,

    /// <summary>Nanoseconds since the clock's origin.</summary>
    Raw,
}
