namespace Tracing.Runtime.Sessions;

/// <summary>The sessions that exist in this process.</summary>
internal static class SessionList
{
    private static readonly Lock s_gate = new();
    private static readonly List<TraceSession> s_sessions = [];

    /// <summary>Adds a session.</summary>
    /// <exception cref="InvalidOperationException">There is one of the same name.</exception>
    public static void Add(TraceSession session)
    {
        lock (s_gate)
        {
            if (s_sessions.Exists(other => other.Name == session.Name))
            {
                throw new InvalidOperationException(
                    $"There is a session called '{session.Name}' already. Dispose of it first, or choose another name.");
            }

            s_sessions.Add(session);
        }
    }

    /// <summary>Removes a session.</summary>
    public static void Remove(TraceSession session)
    {
        lock (s_gate)
        {
            s_sessions.Remove(session);
        }
    }

    /// <summary>A name like the one given that no session has.</summary>
    public static string MakeUnique(string name)
    {
        lock (s_gate)
        {
            string unique = name;
            for (int i = 2; s_sessions.Exists(other => other.Name == unique); i++)
            {
                unique = $"{name}-{i}";
            }

            return unique;
        }
    }

    /// <summary>Whether any session records. Only under the registry's lock.</summary>
    public static bool IsAnyStarted => Array.Exists(Snapshot(), static session => session.IsStarted);

    /// <summary>A copy of the list.</summary>
    public static TraceSession[] Snapshot()
    {
        lock (s_gate)
        {
            return [.. s_sessions];
        }
    }
}
