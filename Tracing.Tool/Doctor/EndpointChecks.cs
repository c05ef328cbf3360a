using Tracing.Runtime.Control;
using Tracing.Tool.Control;

namespace Tracing.Tool.Doctor;

/// <summary>Whether processes of this user can be reached.</summary>
internal static class EndpointChecks
{
    /// <summary>Linux's sun_path, with its end.</summary>
    private const int MaxSocketPath = 108;

    /// <summary>A process's id, a dash, its start in hexadecimal, and the ending.</summary>
    private const int SocketNameLength = 32;

    public static IEnumerable<Finding> Run()
    {
        if (new ControlSettings().IsOff)
        {
            yield return new Finding("control", Verdict.Poor, $"{ControlSettings.Variable} keeps programs that are started here from being controlled", $"unset {ControlSettings.Variable}");
        }

        string folder = EndpointFolder.Path;
        if (EndpointFolder.FindLack() is { } lack)
        {
            yield return new Finding("sockets", Verdict.Bad, lack);
            yield break;
        }

        if (folder.Length + 1 + SocketNameLength > MaxSocketPath)
        {
            yield return new Finding("sockets", Verdict.Bad, $"'{folder}' is too long for the path of a socket", $"Name a shorter one in {ControlSettings.FolderVariable}.");
            yield break;
        }

        if (!Directory.Exists(folder))
        {
            yield return new Finding("sockets", Verdict.Good, $"in {folder}, which the first process makes");
            yield break;
        }

        yield return new Finding("sockets", Verdict.Good, $"in {folder}{Mode(folder)}");
        var refused = new List<string>();
        List<Control.ControlClient> clients = ProcessFinder.ConnectAll(TimeSpan.FromSeconds(2), refused);
        clients.ForEach(static client => client.Dispose());
        yield return refused.Count == 0
            ? new Finding("processes", Verdict.Good, $"{clients.Count} can be traced")
            : new Finding("processes", Verdict.Poor, $"{clients.Count} can be traced; {refused.Count} did not answer, such as: {refused[0]}");
    }

    private static string Mode(string folder) => OperatingSystem.IsWindows() ? "" : $" (mode {Convert.ToString((int)File.GetUnixFileMode(folder), 8).PadLeft(4, '0')})";
}
