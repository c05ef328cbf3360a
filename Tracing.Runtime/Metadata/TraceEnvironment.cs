using System.Globalization;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Metadata;

/// <summary>The entries of a trace's <c>env</c> block: who recorded it, where and when.</summary>
internal static class TraceEnvironment
{
    /// <summary>Entries in the order in which they are written; values are strings or integers.</summary>
    public static IReadOnlyList<KeyValuePair<string, object>> Describe(string session)
    {
        Version version = typeof(TraceEnvironment).Assembly.GetName().Version ?? new Version(0, 0);
        return
        [
            // Trace Compass takes a trace for a userspace one by this entry.
            new("domain", "ust"),
            new("tracer_name", "tracing-dotnet"),
            new("tracer_major", version.Major),
            new("tracer_minor", version.Minor),
            new("tracer_buffering_scheme", "pid"),
            new("architecture_bit_width", nint.Size * 8),
            new("trace_name", session),
            new("trace_creation_datetime", Now()),
            new("hostname", Environment.MachineName),
            new("vpid", Environment.ProcessId),
            new("procname", ProcessIdentity.Name),
            new("runtime", System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription),
        ];
    }

    // The form that LTTng writes: ISO 8601, basic, with the offset.
    private static string Now() =>
        DateTimeOffset.Now.ToString("yyyyMMdd'T'HHmmsszzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
}
