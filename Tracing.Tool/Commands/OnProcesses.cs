using System.CommandLine;
using Tracing.Tool.Control;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary>Does the same with each process that a command line names; one that fails does not keep the others from it.</summary>
internal static class OnProcesses
{
    /// <summary>Does it.</summary>
    /// <returns>1 if it failed for any of them.</returns>
    public static int Run(ParseResult parsed, ProcessOptions options, Action<ControlClient> act)
    {
        int failures = 0;
        List<ControlClient> clients = options.Connect(parsed);
        foreach (ControlClient client in clients)
        {
            using (client)
            {
                try
                {
                    act(client);
                }
                catch (ControlException exception)
                {
                    Messages.Error(clients.Count == 1 ? exception.Message : $"{client.Name}: {exception.Message}");
                    failures++;
                }
            }
        }

        return failures > 0 ? ExitCode.Failed : ExitCode.Done;
    }
}
