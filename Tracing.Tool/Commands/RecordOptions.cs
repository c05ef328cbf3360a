using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Tracing.Tool.Live;

namespace Tracing.Tool.Commands;

/// <summary>The options of <c>tracectl record</c>.</summary>
internal sealed class RecordOptions
{
    private readonly SessionOptionSet _session = new();
    private readonly ChannelOptionSet _channel = new();
    private readonly RuleOptions _rules = new();
    private readonly Option<string[]> _events = LiveOptions.Events(isRequired: true);
    private readonly Option<string> _output = new("--output", "-o") { Description = "The folder that gets a folder NAME-PID for each process.", HelpName = "DIR", Required = true };
    private readonly Option<string?> _name = new("--session", "-s") { Description = "The session's name in the processes: record-PID unless given.", HelpName = "SESSION" };
    private readonly Option<TimeSpan?> _duration = DurationOption.Create("End after so long.", "--duration", "-d");
    private readonly Option<long?> _maxSize = SizeOption.Create("End when the traces have so many bytes in all; twice a second it is looked.", "--max-size");
    private readonly Option<bool> _snapshot = new("--snapshot") { Description = "Flight recorder: keep the latest events in memory, and write them out at the end." };

    private readonly Option<bool> _inside = new("--inside") { Description = "Let the processes write their traces themselves. Without it tracectl drains their rings, and they spend no time on it; with --rotate-…, --mode overwrite, --clock counter or a command it is so anyway." };

    public Argument<string[]> Command { get; } = new("COMMAND") { Description = "After --: the command to start and record, with its arguments. Its standard streams, signals and exit code are passed on.", Arity = ArgumentArity.ZeroOrMore };

    public ProcessOptions Processes { get; } = new();

    public Option<bool> Detach { get; } = new("--detach") { Description = "Leave the recording to the processes, and end." };

    public Option<bool> Wait { get; } = new("--wait") { Description = "With --name: record processes too that start later, until Ctrl-C or a limit." };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Command);
        command.Add(_events);
        command.Add(_output);
        Processes.AddTo(command);
        command.Add(Wait);
        command.Add(Detach);
        command.Add(_inside);
        command.Add(_snapshot);
        command.Add(_duration);
        command.Add(_maxSize);
        command.Add(_name);
        _rules.AddTo(command);
        _channel.AddTo(command);
        _session.AddTo(command);
    }

    /// <summary>Refuses what cannot go together.</summary>
    /// <exception cref="UsageException">It cannot.</exception>
    public void Check(ParseResult parsed)
    {
        bool hasCommand = parsed.GetValue(Command) is [_, ..];
        if (hasCommand && !parsed.Tokens.Any(static token => token.Type == TokenType.DoubleDash))
        {
            throw new UsageException($"'{parsed.GetValue(Command)![0]}' is no option. A command to record comes after --.");
        }

        Refuse(hasCommand && Processes.AreGiven(parsed), "A command, and processes by -p, --name or --socket, cannot be had together.");
        Refuse(hasCommand && parsed.GetValue(Detach), "--detach is for processes that run: a command is recorded by its process anyway, and TRACING_CONFIG starts one without tracectl.");
        Refuse(hasCommand && parsed.GetValue(_snapshot), "--snapshot is for processes that run: when the command ends, its memory is gone.");
        Refuse(parsed.GetValue(Wait) && parsed.GetValue(Processes.Name) is null, "--wait needs --name: it tells which processes are waited for.");
        Refuse(parsed.GetValue(Wait) && parsed.GetValue(Detach), "--wait and --detach cannot be had together.");
        Refuse(parsed.GetValue(Detach) && (parsed.GetValue(_duration) is not null || parsed.GetValue(_maxSize) is not null), "--duration and --max-size end what tracectl looks after; with --detach nobody does.");
        Refuse(parsed.GetValue(_snapshot) && _session.Rotates(parsed), "--snapshot writes nothing until the end, so there is nothing to rotate.");
        Refuse(parsed.GetValue(_snapshot) && parsed.GetValue(_channel.Mode) is { } mode && mode != "overwrite", "--snapshot needs channels that overwrite; leave --mode away.");
    }

    /// <summary>When the recording ends by itself.</summary>
    public RecordingLimits Limits(ParseResult parsed, bool waitsForMore) => new(parsed.GetValue(_duration), parsed.GetValue(_maxSize), waitsForMore);

    /// <summary>What is recorded.</summary>
    public RecordingPlan Plan(ParseResult parsed)
    {
        string session = parsed.GetValue(_name) ?? string.Create(CultureInfo.InvariantCulture, $"record-{Environment.ProcessId}");
        string[] patterns = parsed.GetRequiredValue(_events);
        bool isFlightRecorder = parsed.GetValue(_snapshot);

        // What overwrites is drained by nobody; and the cutting into chunks is the process's.
        bool isOutside = !isFlightRecorder && !parsed.GetValue(_inside) && !_session.Rotates(parsed) && !_channel.Overwrites(parsed) && !_session.CountsTime(parsed);
        return new RecordingPlan(
            session, SessionCreateCommand.DefaultChannel, Path.GetFullPath(parsed.GetRequiredValue(_output)), patterns, isFlightRecorder, isOutside, Describe,
            [.. patterns.Select(pattern => SessionJson.BuildRule(json => _rules.Write(parsed, pattern, json)))]);

        JsonElement Describe(string? output, bool isWhole) => SessionJson.BuildSession(json =>
        {
            json.WriteStartObject();
            json.WriteString("name", session);
            SessionJson.WriteText("output", output, json);
            json.WriteBoolean("start", isWhole);
            _session.Write(parsed, json);
            json.WriteStartArray("channels");
            _channel.Write(parsed, SessionCreateCommand.DefaultChannel, isFlightRecorder ? "overwrite" : null, json, writer =>
            {
                foreach (string pattern in isWhole ? patterns : [])
                {
                    _rules.Write(parsed, pattern, writer);
                }
            });
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Refuse(bool isWrong, string message)
    {
        if (isWrong)
        {
            throw new UsageException(message);
        }
    }
}
