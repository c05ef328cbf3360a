using System.Globalization;
using Tracing.Control;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Control;

/// <summary>Finds the processes of this user that can be traced, by their sockets.</summary>
internal static class ProcessFinder
{
    /// <summary>How long a process may take from closing its endpoint to its end: it writes out its traces meanwhile.</summary>
    public static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(10);

    private const int EndPollMs = 20;

    /// <summary>The sockets that there are, by the ids of their processes; some of those may be gone.</summary>
    public static List<(int ProcessId, string Path)> Sockets()
    {
        var sockets = new List<(int, string)>();
        string folder = EndpointFolder.Path;
        if (EndpointFolder.FindLack() is { } lack)
        {
            throw new ControlException(lack);
        }

        if (!Directory.Exists(folder))
        {
            return sockets;
        }

        foreach (string path in Directory.EnumerateFiles(folder, "*" + ControlProtocol.SocketExtension))
        {
            string name = Path.GetFileName(path);
            int dash = name.IndexOf('-', StringComparison.Ordinal);
            if (dash > 0 && int.TryParse(name.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out int processId))
            {
                sockets.Add((processId, path));
            }
        }

        sockets.Sort();
        return sockets;
    }

    /// <summary>Connects to all of them at once, so that one that does not answer costs its time once.</summary>
    /// <param name="patience">How long to wait for each.</param>
    /// <param name="refused">Gets what went wrong with those that did not answer; sockets of processes that are gone are passed over.</param>
    public static List<ControlClient> ConnectAll(TimeSpan patience, List<string>? refused = null)
    {
        List<(int ProcessId, string Path)> sockets = Sockets();
        var clients = new ControlClient?[sockets.Count];
        var failures = new string?[sockets.Count];
        Thread[] threads = [.. sockets.Select((socket, index) => new Thread(() => TryConnect(socket.ProcessId, socket.Path, patience, out clients[index], out failures[index])))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        refused?.AddRange(failures.OfType<string>());
        return [.. clients.OfType<ControlClient>()];
    }

    private static void TryConnect(int processId, string path, TimeSpan patience, out ControlClient? client, out string? failure)
    {
        client = null;
        failure = null;
        try
        {
            client = ControlClient.Connect(path, patience);
        }
        catch (ControlException exception)
        {
            failure = IsGone(processId) ? null : exception.Message;
        }
    }

    /// <summary>Connects to a process.</summary>
    /// <exception cref="ControlException">It cannot be traced: the message says why.</exception>
    public static ControlClient Connect(int processId, TimeSpan patience)
    {
        string[] paths = [.. Sockets().Where(socket => socket.ProcessId == processId).Select(static socket => socket.Path)];
        ControlException? failure = null;
        foreach (string path in paths)
        {
            try
            {
                return ControlClient.Connect(path, patience);
            }
            catch (ControlException exception)
            {
                // A former process of this id may have left one too.
                failure = exception;
            }
        }

        throw failure ?? new ControlException(IsGone(processId)
            ? $"There is no process {processId}.{HintAt(processId)}"
            : $"Process {processId} has no control socket in '{EndpointFolder.Path}': it was not built with Tracing.Runtime, runs as another user or in another container, or its TRACING_CONTROL_DIR is another.{HintAt(processId)}");
    }

    /// <summary>Connects to the processes whose names match.</summary>
    /// <exception cref="ControlException">There are none.</exception>
    public static List<ControlClient> ConnectByName(string pattern, TimeSpan patience)
    {
        List<ControlClient> all = ConnectAll(patience);
        List<ControlClient> matching = [.. all.Where(client => Glob.IsMatch(pattern, client.Process.Name))];
        string[] names = [.. all.Select(static client => client.Process.Name)];
        foreach (ControlClient other in all.Except(matching))
        {
            other.Dispose();
        }

        return matching.Count > 0 ? matching : throw new ControlException(names.Length == 0
            ? $"No process matches '{pattern}': none of this user can be traced (looked for sockets in '{EndpointFolder.Path}')."
            : $"No process that can be traced matches '{pattern}'.{HintOr(NearMiss.Find(pattern, names), names)}");
    }

    /// <summary>Whether the system knows no process of this id.</summary>
    public static bool IsGone(int processId)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(processId);
            return process.HasExited;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // It is there, and another user's.
            return false;
        }
    }

    /// <summary>Waits until a process is gone; whether it is.</summary>
    public static bool WaitUntilGone(int processId, TimeSpan patience)
    {
        for (long end = Environment.TickCount64 + (long)patience.TotalMilliseconds; !IsGone(processId); Thread.Sleep(EndPollMs))
        {
            if (Environment.TickCount64 >= end)
            {
                return false;
            }
        }

        return true;
    }

    private static string HintAt(int processId)
    {
        string[] all = [.. Sockets().Where(static socket => !IsGone(socket.ProcessId)).Select(static socket => socket.ProcessId.ToString(CultureInfo.InvariantCulture))];
        return HintOr(NearMiss.Find(processId.ToString(CultureInfo.InvariantCulture), all), all);
    }

    private static string HintOr(string[] near, string[] all) =>
        near.Length > 0 ? NearMiss.Hint(near) : all.Length > 0 ? $" There is: {string.Join(", ", all.Distinct().Order(StringComparer.Ordinal).Take(10))}." : "";
}
