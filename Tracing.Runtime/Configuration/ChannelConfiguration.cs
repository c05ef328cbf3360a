using System.Text.Json;

namespace Tracing.Runtime.Configuration;

/// <summary>A channel, as a configuration has it.</summary>
internal sealed class ChannelConfiguration
{
    public static readonly ObjectForm<ChannelConfiguration> Form = new(
        "channel",
        new("name", static (channel, value) => channel.Name = value.AsText(), IsRequired: true),
        new("mode", static (channel, value) => channel.Options.Mode = Words.Modes.Read(value)),
        new("scope", static (channel, value) => channel.Options.Scope = Words.Scopes.Read(value)),
        new("subBufferSize", static (channel, value) => channel.Options.SubBufferSize = (int)Quantities.ReadSize(value, 1, int.MaxValue)),
        new("subBufferCount", static (channel, value) => channel.Options.SubBufferCount = (int)value.AsInteger(1, int.MaxValue)),
        new("maxMemory", static (channel, value) => channel.Options.MaxMemory = Quantities.ReadSize(value, 1, long.MaxValue)),
        new("blockTimeout", static (channel, value) => channel.Options.BlockTimeout = Quantities.ReadDuration(value)),
        new("contexts", static (channel, value) => channel.ReadContexts(value)),
        new("rules", static (channel, value) => channel.Rules = value.AsList(RuleConfiguration.Read)));

    private ConfigurationValue? _contextsPlace;

    /// <summary>The name.</summary>
    public string Name { get; set; } = "";

    /// <summary>How it buffers.</summary>
    public ChannelOptions Options { get; set; } = new();

    /// <summary>The contexts, in their order.</summary>
    public IReadOnlyList<string> Contexts { get; set; } = [];

    /// <summary>The rules: the latest that matches decides.</summary>
    public IReadOnlyList<RuleConfiguration> Rules { get; set; } = [];

    /// <summary>Where it stands; null for one that no text has.</summary>
    public ConfigurationValue? Place { get; private set; }

    /// <exception cref="TraceConfigurationException">What is wrong.</exception>
    public static ChannelConfiguration Read(ConfigurationValue value)
    {
        ChannelConfiguration channel = Form.Read(value);
        channel.Place = value;
        return channel;
    }

    /// <summary>Adds it to a session, with its contexts and rules.</summary>
    /// <exception cref="TraceConfigurationException">It cannot be added, or not all of it.</exception>
    public TraceChannel Apply(TraceSession session)
    {
        TraceChannel channel = Placed.Run(Place, () => session.AddChannel(Name, Options));
        for (int i = 0; i < Contexts.Count; i++)
        {
            string context = Contexts[i];
            Placed.Run(_contextsPlace?.Items[i], () => channel.AddContext(context));
        }

        foreach (RuleConfiguration rule in Rules)
        {
            rule.Apply(session, channel);
        }

        return channel;
    }

    /// <summary>Writes it as an object.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        ValueWriting.WriteWord<BufferMode>(writer, "mode", Words.Modes, Options.Mode);
        ValueWriting.WriteWord<BufferScope>(writer, "scope", Words.Scopes, Options.Scope);
        ValueWriting.WriteSize(writer, "subBufferSize", Options.ChosenSubBufferSize);
        ValueWriting.WriteNumber(writer, "subBufferCount", Options.ChosenSubBufferCount);
        ValueWriting.WriteSize(writer, "maxMemory", Options.MaxMemory);
        ValueWriting.WriteDuration(writer, "blockTimeout", Options.BlockTimeout);
        ValueWriting.WriteList(writer, "contexts", Contexts);
        if (Rules.Count > 0)
        {
            ValueWriting.WriteList(writer, "rules", Rules, static (writer, rule) => rule.Write(writer));
        }

        writer.WriteEndObject();
    }

    private void ReadContexts(ConfigurationValue value)
    {
        Contexts = value.AsList(static item => item.AsText());
        _contextsPlace = value;
    }
}
