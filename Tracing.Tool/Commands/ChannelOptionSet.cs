using System.CommandLine;
using System.Text.Json;

namespace Tracing.Tool.Commands;

/// <summary>The options that say how a channel buffers and what it adds to each event.</summary>
internal sealed class ChannelOptionSet
{
    public Option<string?> Mode { get; } = new("--mode") { Description = "What a full ring does: discard the new event (the default), overwrite the oldest ones, or block for a bounded time.", HelpName = "discard|overwrite|block" };

    public Option<string?> Scope { get; } = new("--scope") { Description = "Who shares a ring: thread (each has its own; the default) or cpu.", HelpName = "thread|cpu" };

    public Option<long?> SubBufferSize { get; } = SizeOption.Create("Bytes of a sub-buffer, a power of two: 64KiB unless given. A record must fit.", "--subbuf-size");

    public Option<long?> SubBufferCount { get; } = CountOption.Create("Sub-buffers of a ring, a power of two: 4 unless given.", "--num-subbuf");

    public Option<long?> MaxMemory { get; } = SizeOption.Create("Bytes that all rings of the channel may take: 64MiB unless given.", "--max-memory");

    public Option<TimeSpan?> BlockTimeout { get; } = DurationOption.Create("With --mode block: how long a thread waits for room: 100ms unless given.", "--block-timeout");

    public Option<string[]> Contexts { get; } = new("--context") { Description = "Add this to each event: vtid, thread_name, trace_id, …; 'tracectl context list' tells all. Can be given several times.", HelpName = "NAME", DefaultValueFactory = static _ => [] };

    public ChannelOptionSet()
    {
        Mode.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "discard", "overwrite", "block");
        Scope.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "thread", "cpu");
    }

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Mode);
        command.Add(Scope);
        command.Add(SubBufferSize);
        command.Add(SubBufferCount);
        command.Add(MaxMemory);
        command.Add(BlockTimeout);
        command.Add(Contexts);
    }

    /// <summary>Whether any of them is given.</summary>
    public bool IsGiven(ParseResult parsed) =>
        parsed.GetValue(Mode) is not null || parsed.GetValue(Scope) is not null || parsed.GetValue(SubBufferSize) is not null || parsed.GetValue(SubBufferCount) is not null
        || parsed.GetValue(MaxMemory) is not null || parsed.GetValue(BlockTimeout) is not null || parsed.GetValue(Contexts) is [_, ..];

    /// <summary>Whether full rings lose their oldest events.</summary>
    public bool Overwrites(ParseResult parsed) => string.Equals(parsed.GetValue(Mode), "overwrite", StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes the channel, in the form of a configuration file.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="name">The channel's name.</param>
    /// <param name="mode">The mode, unless the command line gives one.</param>
    /// <param name="json">Gets it.</param>
    /// <param name="writeRules">Writes the rules, each an object; null for none.</param>
    public void Write(ParseResult parsed, string name, string? mode, Utf8JsonWriter json, Action<Utf8JsonWriter>? writeRules)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        SessionJson.WriteText("mode", parsed.GetValue(Mode)?.ToLowerInvariant() ?? mode, json);
        SessionJson.WriteText("scope", parsed.GetValue(Scope)?.ToLowerInvariant(), json);
        SessionJson.WriteNumber("subBufferSize", parsed.GetValue(SubBufferSize), json);
        SessionJson.WriteNumber("subBufferCount", parsed.GetValue(SubBufferCount), json);
        SessionJson.WriteNumber("maxMemory", parsed.GetValue(MaxMemory), json);
        SessionJson.WriteDuration("blockTimeout", parsed.GetValue(BlockTimeout), json);
        if (parsed.GetValue(Contexts) is [_, ..] contexts)
        {
            json.WriteStartArray("contexts");
            foreach (string context in contexts)
            {
                json.WriteStringValue(context);
            }

            json.WriteEndArray();
        }

        if (writeRules is not null)
        {
            json.WriteStartArray("rules");
            writeRules(json);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
