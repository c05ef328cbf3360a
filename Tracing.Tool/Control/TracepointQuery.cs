using Tracing.Control;

namespace Tracing.Tool.Control;

/// <summary>The tracepoints of a process that several patterns match.</summary>
internal static class TracepointQuery
{
    /// <summary>Each once, by name.</summary>
    /// <exception cref="ControlException">A pattern matches none.</exception>
    public static List<TracepointEntry> Run(ControlClient client, string[] patterns)
    {
        var found = new Dictionary<string, TracepointEntry>(StringComparer.Ordinal);
        foreach (string pattern in patterns is [] ? ["*"] : patterns)
        {
            List<TracepointEntry> matching = client.Tracepoints(pattern);
            if (matching.Count == 0 && patterns.Length > 0)
            {
                string[] names = [.. client.Tracepoints().Select(static tracepoint => tracepoint.Name)];
                throw new ControlException(
                    $"No tracepoint of {client.Name} matches '{pattern}'.{(names.Length == 0 ? " It has none yet." : NearMiss.Hint(NearMiss.Find(pattern, names)))}", ControlErrors.NothingMatches);
            }

            foreach (TracepointEntry tracepoint in matching)
            {
                found[tracepoint.Name] = tracepoint;
            }
        }

        return [.. found.Values.OrderBy(static tracepoint => tracepoint.Name, StringComparer.Ordinal)];
    }
}
