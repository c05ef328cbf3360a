using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tracing.Tool.Control;
using Tracing.Tool.Output;
using Tracing.Tool.Live;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl try</c>: what a rule would record, without recording it.</summary>
internal static class TryCommand
{
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(5);

    public static Command Build()
    {
        var processes = new ProcessOptions();
        var rules = new RuleOptions();
        Option<string[]> events = LiveOptions.Events(isRequired: true);
        Option<TimeSpan?> time = DurationOption.Create("How long: 5s unless given.", "--for");
        Option<bool> json = TraceOptions.JsonOption();
        var command = new Command(
            "try",
            "Count what a rule would record of a running process, and estimate what that costs. Events go to rings in memory, as with a flight recorder; up to 1 MiB of them are written to a temporary folder for a moment, to learn how large they are.")
        {
            events, time, json,
        };
        rules.AddTo(command);
        processes.AddTo(command);
        command.SetAction(parsed =>
        {
            using var stop = new StopSignals();
            TimeSpan wanted = parsed.GetValue(time) ?? s_time;
            string session = string.Create(CultureInfo.InvariantCulture, $"try-{Environment.ProcessId}");
            JsonElement form = SessionJson.BuildSession(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("name", session);
                writer.WriteNull("statedump");
                writer.WriteStartArray("channels");
                writer.WriteStartObject();
                writer.WriteString("name", SessionCreateCommand.DefaultChannel);
                writer.WriteString("mode", "overwrite");
                writer.WriteStartArray("rules");
                foreach (string pattern in parsed.GetRequiredValue(events))
                {
                    rules.Write(parsed, pattern, writer);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
                writer.WriteEndArray();
                writer.WriteEndObject();
            });

            var trials = new List<Trial>();
            int exitCode = OnProcesses.Run(parsed, processes, client =>
            {
                TracepointQuery.Run(client, parsed.GetRequiredValue(events));
                trials.Add(Trial.Run(client, session, form, () => stop.Wait(wanted)));
            });
            TrialReport.Write(trials, parsed.GetValue(json));
            return exitCode;
        });
        return command;
    }
}
