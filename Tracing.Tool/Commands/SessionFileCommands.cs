using System.CommandLine;
using System.Text.Json;
using Tracing.Runtime.Configuration;
using Tracing.Tool.Control;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl session save</c> and <c>load</c>: sessions as configuration files.</summary>
internal static class SessionFileCommands
{
    public static Command BuildSave()
    {
        var processes = new ProcessOptions();
        Option<string?> session = new("--session", "-s") { Description = "This session only; all of the process unless given.", HelpName = "SESSION" };
        Option<string?> output = new("--output", "-o") { Description = "The file; standard output unless given.", HelpName = "FILE" };
        var command = new Command("save", "Write the configuration of a process's sessions, which 'session load' and TRACING_CONFIG take.") { session, output };
        processes.AddTo(command);
        command.SetAction(parsed =>
        {
            List<ControlClient> clients = processes.Connect(parsed);
            if (clients.Count > 1)
            {
                clients.ForEach(static client => client.Dispose());
                throw new UsageException($"Sessions of one process are saved at a time, and there are {clients.Count} that match.");
            }

            using ControlClient client = clients[0];
            JsonElement configuration = client.Save(parsed.GetValue(session));
            if (parsed.GetValue(output) is { } file)
            {
                using Stream stream = OutputFile.Create(file);
                using var writer = new Utf8JsonWriter(stream, TraceConfiguration.FileFormat);
                configuration.WriteTo(writer);
            }
            else
            {
                JsonReport.Write(configuration.WriteTo);
            }

            return ExitCode.Done;
        });
        return command;
    }

    public static Command BuildLoad()
    {
        var processes = new ProcessOptions();
        Argument<string> file = new("FILE") { Description = "A configuration file; - for standard input." };
        var command = new Command("load", "Create the sessions of a configuration file in a running process.") { file };
        processes.AddTo(command);
        command.SetAction(parsed =>
        {
            JsonElement configuration = Read(parsed.GetRequiredValue(file));
            return OnProcesses.Run(parsed, processes, client =>
                Messages.Say($"{client.Name}: {string.Join(", ", client.Load(configuration).Select(static name => $"session '{name}'"))} created"));
        });
        return command;
    }

    private static JsonElement Read(string file)
    {
        try
        {
            byte[] bytes;
            if (file == "-")
            {
                using Stream input = Console.OpenStandardInput();
                using var copy = new MemoryStream();
                input.CopyTo(copy);
                bytes = copy.ToArray();
            }
            else
            {
                bytes = File.ReadAllBytes(file);
            }

            using JsonDocument document = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new ToolException($"'{file}' is no JSON: {exception.Message}");
        }
    }
}
