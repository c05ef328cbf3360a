using System.Globalization;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Sessions;

/// <summary>Folder names with places for what tells one run of a program from another.</summary>
internal static class FolderPattern
{
    /// <summary>Fills in <c>%p</c>, the process's id; <c>%n</c>, its name; <c>%s</c>, the session's; <c>%t</c>, the time, in UTC, as in <c>20260131T235959</c>. Other signs stay.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="session">The session's name; null where there is none yet.</param>
    public static string Expand(string pattern, string? session = null) => pattern
        .Replace("%p", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("%n", ProcessIdentity.Name, StringComparison.Ordinal)
        .Replace("%s", session ?? "%s", StringComparison.Ordinal)
        .Replace("%t", TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
