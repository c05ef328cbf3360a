using System.CommandLine;
using System.Text.Json;

namespace Tracing.Tool.Commands;

/// <summary>The options of a session as a whole.</summary>
internal sealed class SessionOptionSet
{
    public Option<string?> Clock { get; } = new("--clock") { Description = "The clock: tsc, tsc-relaxed, monotonic or counter; the best one of the machine unless given.", HelpName = "CLOCK" };

    public Option<TimeSpan?> FlushPeriod { get; } = DurationOption.Create("How long events stay in rings that do not fill up: 1s unless given.", "--flush-period");

    public Option<long?> RotateSize { get; } = SizeOption.Create("Begin another chunk of the trace after so many bytes.", "--rotate-size");

    public Option<TimeSpan?> RotatePeriod { get; } = DurationOption.Create("Begin another chunk of the trace after so long.", "--rotate-period");

    public Option<long?> KeepChunks { get; } = CountOption.Create("Keep so many finished chunks; the oldest go.", "--keep-chunks");

    public Option<long?> KeepBytes { get; } = SizeOption.Create("Keep finished chunks of so many bytes in all; the oldest go.", "--keep-size");

    public SessionOptionSet() => Clock.AcceptOnlyFromAmong("tsc", "tsc-relaxed", "monotonic", "counter");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Clock);
        command.Add(FlushPeriod);
        command.Add(RotateSize);
        command.Add(RotatePeriod);
        command.Add(KeepChunks);
        command.Add(KeepBytes);
    }

    /// <summary>Whether chunks are asked for.</summary>
    public bool Rotates(ParseResult parsed) => parsed.GetValue(RotateSize) is not null || parsed.GetValue(RotatePeriod) is not null;

    /// <summary>Whether the clock only counts.</summary>
    public bool CountsTime(ParseResult parsed) => parsed.GetValue(Clock) == "counter";

    /// <summary>Writes the session's own members, in the form of a configuration file.</summary>
    public void Write(ParseResult parsed, Utf8JsonWriter json)
    {
        bool keeps = parsed.GetValue(KeepChunks) is not null || parsed.GetValue(KeepBytes) is not null;
        if (keeps && !Rotates(parsed))
        {
            throw new UsageException("--keep-chunks and --keep-size need --rotate-size or --rotate-period: without chunks there is nothing to delete.");
        }

        SessionJson.WriteText("clock", parsed.GetValue(Clock), json);
        SessionJson.WriteDuration("flushPeriod", parsed.GetValue(FlushPeriod), json);
        if (Rotates(parsed))
        {
            json.WriteStartObject("rotation");
            SessionJson.WriteNumber("maxSize", parsed.GetValue(RotateSize), json);
            SessionJson.WriteDuration("period", parsed.GetValue(RotatePeriod), json);
            SessionJson.WriteNumber("keepChunks", parsed.GetValue(KeepChunks), json);
            SessionJson.WriteNumber("keepBytes", parsed.GetValue(KeepBytes), json);
            json.WriteEndObject();
        }
    }
}
