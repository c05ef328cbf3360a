namespace Tracing.Reader.Records;

/// <summary>Names of the scopes at the begin of an absolute path.</summary>
internal static class ScopePaths
{
    private static readonly (Scope Scope, string[] Path)[] s_all =
    [
        (Scope.PacketHeader, ["trace", "packet", "header"]),
        (Scope.PacketContext, ["stream", "packet", "context"]),
        (Scope.EventHeader, ["stream", "event", "header"]),
        (Scope.CommonContext, ["stream", "event", "context"]),
        (Scope.SpecificContext, ["event", "context"]),
        (Scope.Payload, ["event", "fields"]),
    ];

    /// <summary>The scope that a path begins with and how many of its names that takes, or null.</summary>
    public static (Scope Scope, int Length)? Match(ReadOnlySpan<string> path)
    {
        foreach ((Scope scope, string[] names) in s_all)
        {
            if (path.StartsWith(names))
            {
                return (scope, names.Length);
            }
        }

        return null;
    }
}
