using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Control;

/// <summary>Another user. Only root can be one; skips the test otherwise.</summary>
internal static class Strangers
{
    private const string User = "65534";

    /// <summary>The group of that user.</summary>
    public const string Group = "65534";

    // Says hello, and prints what comes back.
    private const string Client = """
        import socket, sys
        try:
            s = socket.socket(socket.AF_UNIX)
            s.settimeout(60)
            s.connect(sys.argv[1])
            s.sendall(b'{"id":1,"method":"hello","params":{"protocol":1}}\n')
            print(s.recv(65536).decode() or 'nothing')
        except (BrokenPipeError, ConnectionResetError):
            print('nothing')
        except OSError as error:
            print(type(error).__name__)
        """;

    /// <summary>Makes a folder another user's.</summary>
    public static void GiveAway(string path)
    {
        RequireRoot();
        Assert.Equal(0, Programs.Run("chown", [$"{User}:{Group}", path]).ExitCode);
    }

    /// <summary>What another user gets from a socket.</summary>
    public static string Connect(string socket, string group = Group)
    {
        RequireRoot();
        return Programs.Tool("setpriv", $"--reuid={User}", $"--regid={group}", "--clear-groups", "/usr/bin/python3", "-c", Client, socket).Output.Trim();
    }

    private static void RequireRoot() => Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/python3"), "Only root can be another user too, and python3 is that user's client.");
}
