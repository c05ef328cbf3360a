namespace Tracing.Runtime.Statedump;

/// <summary>Which names are those of secrets: a trace is given to others.</summary>
internal static class Secrets
{
    /// <summary>What stands for a value.</summary>
    public const string Mask = "***";

    /// <summary>Parts of names, in any spelling of case. Too many values are masked rather than one too few.</summary>
    private static readonly string[] s_parts =
    [
        "PASS", "PWD", "SECRET", "TOKEN", "KEY", "CREDENTIAL", "AUTH", "COOKIE", "SESSION", "CERT", "PRIVATE", "SIGNATURE", "SALT",
        "CONNECTION", "CONNSTR", "DSN", "_URL", "_URI", "PROXY", "JWT", "OAUTH", "SAS",
    ];

    /// <summary>The current folder, which is no password.</summary>
    private static readonly string[] s_plain = ["PWD", "OLDPWD"];

    /// <summary>Whether a variable or setting of this name may hold a secret. Addresses count, as they can have a password in them.</summary>
    public static bool IsNameOfOne(string name) =>
        !s_plain.Contains(name, StringComparer.Ordinal) && Array.Exists(s_parts, part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
}
