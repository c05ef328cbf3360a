using System.Text.Json;
using Tracing.Runtime.Sessions;

namespace Tracing.Runtime.Configuration;

/// <summary>A session, as a configuration has it.</summary>
internal sealed class SessionConfiguration
{
    public static readonly ObjectForm<SessionConfiguration> Form = new(
        "session",
        new("name", static (session, value) => session.Name = value.AsText(), IsRequired: true),
        new("output", static (session, value) => session.Options.Output = value.AsText()),
        new("start", static (session, value) => session.Starts = value.AsFlag()),
        new("clock", static (session, value) => session.Options.Clock = Words.Clocks.Read(value)),
        new("flushPeriod", static (session, value) => session.Options.FlushPeriod = Quantities.ReadDuration(value)),
        new("rotation", static (session, value) => session.Options.Rotation = RotationForm.Form.Read(value)),
        new("crashSnapshot", static (session, value) => session.Options.CrashSnapshot = SnapshotForm.Read(value)),
        new("statedump", static (session, value) => session.Options.Statedump = StatedumpForm.Read(value)),
        new("events", static (session, value) => session.Events = value.AsList(static item => item)),
        new("channels", static (session, value) => session.Channels = value.AsNamedList(ChannelConfiguration.Read, static channel => channel.Name)),
        new("triggers", static (session, value) => session.Triggers = value.AsNamedList(TriggerConfiguration.Read, static trigger => trigger.Name)));

    /// <summary>The name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Whether it records as soon as it is loaded.</summary>
    public bool Starts { get; set; } = true;

    /// <summary>The rest of what is said of the session as a whole. The output is a pattern until it is applied.</summary>
    public TraceSessionOptions Options { get; set; } = new();

    /// <summary>The channels.</summary>
    public IReadOnlyList<ChannelConfiguration> Channels { get; set; } = [];

    /// <summary>The triggers.</summary>
    public IReadOnlyList<TriggerConfiguration> Triggers { get; set; } = [];

    /// <summary>Where it stands; null for one that no text has.</summary>
    public ConfigurationValue? Place { get; private set; }

    /// <summary>The short form: patterns for one channel of default options. Its order among the keys does not matter.</summary>
    private List<ConfigurationValue> Events { get; set; } = [];

    /// <exception cref="TraceConfigurationException">What is wrong.</exception>
    public static SessionConfiguration Read(ConfigurationValue value)
    {
        SessionConfiguration session = Form.Read(value);
        session.Place = value;
        if (value.Find("events") is { } events && value.Find("channels") is not null)
        {
            throw events.Error("\"events\" stands for one channel of default options, so it cannot be beside \"channels\". Put the patterns into the rules of a channel.");
        }

        session.Events.ForEach(static pattern => pattern.AsText());
        return session;
    }

    /// <summary>Creates the session with all that is in it, and does not start it yet.</summary>
    /// <exception cref="TraceConfigurationException">It cannot be created; nothing is left of it.</exception>
    public TraceSession Create()
    {
        TraceSessionOptions options = Options.Copy();
        options.Output = Options.Output is { } output ? FolderPattern.Expand(output, Name) : null;
        TraceSession session = Placed.Run(Place, () => TraceSession.Create(Name, options));
        try
        {
            foreach (ConfigurationValue pattern in Events)
            {
                Placed.Run(pattern, () => session.Enable(pattern.Text));
            }

            foreach (ChannelConfiguration channel in Channels)
            {
                channel.Apply(session);
            }

            foreach (TriggerConfiguration trigger in Triggers)
            {
                trigger.Apply(session);
            }

            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Starts what <see cref="Create"/> created, if it is to be.</summary>
    /// <exception cref="TraceConfigurationException">It cannot be started.</exception>
    public void StartIfWanted(TraceSession session)
    {
        if (Starts)
        {
            Placed.Run(Place, session.Start);
        }
    }

    /// <summary>Writes it as an object.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        ValueWriting.WriteText(writer, "output", Options.Output);
        writer.WriteBoolean("start", Starts);
        ValueWriting.WriteWord(writer, "clock", Words.Clocks, Options.Clock);
        ValueWriting.WriteDuration(writer, "flushPeriod", Options.FlushPeriod);
        if (Options.Rotation is { } rotation)
        {
            RotationForm.Write(writer, rotation);
        }

        if (Options.CrashSnapshot is { } crash)
        {
            writer.WriteStartObject("crashSnapshot");
            SnapshotForm.Write(writer, crash.Folder, crash.Limits);
            writer.WriteEndObject();
        }

        StatedumpForm.Write(writer, Options.Statedump);
        if (Events.Count > 0)
        {
            ValueWriting.WriteList(writer, "events", [.. Events.Select(static pattern => pattern.Text)]);
        }
        else
        {
            ValueWriting.WriteList(writer, "channels", Channels, static (writer, channel) => channel.Write(writer));
        }

        if (Triggers.Count > 0)
        {
            ValueWriting.WriteList(writer, "triggers", Triggers, static (writer, trigger) => trigger.Write(writer));
        }

        writer.WriteEndObject();
    }
}
