using System.CommandLine;
using System.Text.Json;
using Tracing.Runtime.Configuration;
using Tracing.Tool.Control;
using Tracing.Tool.Output;
using Tracing.Tool.Live;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl record</c>: records processes that run, or a command from its first instruction on.</summary>
internal static class RecordCommand
{
    private const string ConfigurationVariable = "TRACING_CONFIG";

    /// <summary>Readers of traces pass over files with a dot; whoever has the trace can see in it what was asked for.</summary>
    private const string ConfigurationFile = ".record.json";

    public static Command Build()
    {
        var options = new RecordOptions();
        var command = new Command(
            "record",
            "Record running processes, or a command from the first instruction of its Main on with all its children; one trace for each, in one folder. Ends with the processes, with Ctrl-C, or at a limit.");
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            options.Check(parsed);
            return parsed.GetValue(options.Command) is [_, ..] program ? RunCommand(parsed, options, program)
                : parsed.GetValue(options.Detach) ? Detach(parsed, options)
                : RunAttached(parsed, options);
        });
        return command;
    }

    private static int Detach(ParseResult parsed, RecordOptions options)
    {
        RecordingPlan plan = options.Plan(parsed);
        return OnProcesses.Run(parsed, options.Processes, client =>
        {
            using RecordedProcess process = RecordingStart.Run(client, plan, isDetached: true);
            Messages.Say(plan.IsFlightRecorder
                ? $"{client.Name} records session '{plan.Session}' in memory: 'tracectl snapshot -p {client.Process.Pid} {plan.Session} -o DIR' writes it out"
                : $"{client.Name} records session '{plan.Session}' to {process.Folder}: 'tracectl session destroy -p {client.Process.Pid} {plan.Session}' ends it");
        });
    }

    private static int RunAttached(ParseResult parsed, RecordOptions options)
    {
        RecordingPlan plan = options.Plan(parsed);
        using var stop = new StopSignals();
        bool waits = parsed.GetValue(options.Wait);
        using var recording = new LiveRecording(options.Limits(parsed, waits), () => stop.IsAsked);
        stop.Asked += recording.Wake;
        string[] known = waits ? [.. ProcessFinder.Sockets().Select(static socket => socket.Path)] : [];
        List<ControlClient> clients = waits && !options.Processes.HasMatch(parsed) ? [] : options.Processes.Connect(parsed);
        int failures = 0;
        foreach (ControlClient client in clients)
        {
            try
            {
                recording.Add(RecordingStart.Run(client, plan));
            }
            catch (ControlException exception)
            {
                Messages.Error($"{client.Name}: {exception.Message}");
                client.Dispose();
                failures++;
            }
        }

        if (waits)
        {
            string pattern = parsed.GetRequiredValue(options.Processes.Name)!;
            recording.Scan = new ProcessScan(known, client =>
            {
                if (!Reading.Glob.IsMatch(pattern, client.Process.Name))
                {
                    return ScanResult.NotWanted;
                }

                try
                {
                    recording.Add(RecordingStart.Run(client, plan));
                    return ScanResult.Taken;
                }
                catch (ControlException exception) when (exception.Code is not null)
                {
                    Messages.Error($"{client.Name}: {exception.Message}");
                    return ScanResult.NotWanted;
                }
            });
            Messages.Say($"waiting for processes that match '{pattern}'");
        }

        recording.Run();
        recording.Finish();
        failures += RecordingSummary.Tell(recording.Processes, commandPlan: null);
        return failures > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static int RunCommand(ParseResult parsed, RecordOptions options, string[] program)
    {
        RecordingPlan plan = options.Plan(parsed);
        Directory.CreateDirectory(plan.Folder);
        string configuration = Path.Combine(plan.Folder, ConfigurationFile);
        WriteConfiguration(configuration, plan);
        string[] known = [.. ProcessFinder.Sockets().Select(static socket => socket.Path)];
        ChildProgram? child = null;
        using var recording = new LiveRecording(options.Limits(parsed, waitsForMore: true), () => child!.HasExited);
        child = ChildProgram.Start(program, [new(ConfigurationVariable, configuration)], recording.Wake);
        using (child)
        {
            recording.Scan = new ProcessScan(known, client =>
            {
                if (RecordingStart.TryFollow(client, plan) is not { } process)
                {
                    return ScanResult.NotYet;
                }

                recording.Add(process);
                return ScanResult.Taken;
            });
            recording.Run();
            recording.Finish();
            child.Wait();
            int failures = RecordingSummary.Tell(recording.Processes, plan);
            return child.ExitCode != 0 ? child.ExitCode : failures > 0 ? ExitCode.Failed : ExitCode.Done;
        }
    }

    private static void WriteConfiguration(string path, RecordingPlan plan)
    {
        using var stream = OutputFile.Create(path);
        using var json = new Utf8JsonWriter(stream, TraceConfiguration.FileFormat);
        json.WriteStartObject();
        json.WriteStartArray("sessions");
        plan.Describe(Path.Combine(plan.Folder, "%n-%p"), true).WriteTo(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
