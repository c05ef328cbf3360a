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
            List<TracepointEntry> matching = client.Tracepoints(pattern, out string[] near);
            if (matching.Count == 0 && patterns.Length > 0)
            {
                throw new ControlException($"No tracepoint of {client.Name} matches '{pattern}'.{NearMiss.Hint(near)} 'tracectl list' shows what there is.");
            }

            foreach (TracepointEntry tracepoint in matching)
            {
                found[tracepoint.Name] = tracepoint;
            }
        }

        return [.. found.Values.OrderBy(static tracepoint => tracepoint.Name, StringComparer.Ordinal)];
    }
}
