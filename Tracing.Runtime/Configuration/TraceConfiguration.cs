using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tracing.Runtime.Configuration;

/// <summary>
/// The one JSON form of sessions and their parts (docs/configuration.md): in files, in what the control endpoint is sent, and in what
/// <see cref="TraceSession.Save"/> writes. Each entry here reads one value, in UTF-8, and says in its exceptions where what is wrong stands.
/// </summary>
internal static class TraceConfiguration
{
    /// <summary>Bytes that a file may have: hundreds of times as many as one with every key.</summary>
    private const int MaxFileSize = 1 << 20;

    private const int ReadSize = 16 << 10;

    /// <summary>How a file is written: for people.</summary>
    public static JsonWriterOptions FileFormat => new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a file's sessions.</summary>
    /// <exception cref="TraceConfigurationException">What is in it is wrong.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<SessionConfiguration> ReadFile(string file)
    {
        // Whatever it is, a pipe or a device too: no more than that is read.
        using FileStream stream = File.OpenRead(file);
        using var text = new MemoryStream();
        byte[] part = new byte[ReadSize];
        for (int length; (length = stream.Read(part)) > 0;)
        {
            text.Write(part, 0, length);
            if (text.Length > MaxFileSize)
            {
                throw new TraceConfigurationException(file, 1, 1, "$", $"The file is larger than {Quantities.FormatSize(MaxFileSize)}, which no configuration is.");
            }
        }

        return Parse(text.GetBuffer().AsSpan(0, (int)text.Length), file);
    }

    /// <summary>A whole file's content.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="source">The file's name, or what the text came by.</param>
    /// <exception cref="TraceConfigurationException">What is wrong.</exception>
    public static IReadOnlyList<SessionConfiguration> Parse(ReadOnlySpan<byte> json, string source) =>
        FileConfiguration.Form.Read(ConfigurationTree.Read(json, source)).Sessions;

    /// <summary>One session. Nothing is created yet: see <see cref="SessionConfiguration.Create"/>.</summary>
    /// <inheritdoc cref="Parse"/>
    public static SessionConfiguration ParseSession(ReadOnlySpan<byte> json, string source) => SessionConfiguration.Read(ConfigurationTree.Read(json, source));

    /// <summary>One channel. Nothing is added yet: see <see cref="ChannelConfiguration.Apply"/>.</summary>
    /// <inheritdoc cref="Parse"/>
    public static ChannelConfiguration ParseChannel(ReadOnlySpan<byte> json, string source) => ChannelConfiguration.Read(ConfigurationTree.Read(json, source));

    /// <summary>One rule. Nothing is set yet: see <see cref="RuleConfiguration.Apply"/>.</summary>
    /// <inheritdoc cref="Parse"/>
    public static RuleConfiguration ParseRule(ReadOnlySpan<byte> json, string source) => RuleConfiguration.Read(ConfigurationTree.Read(json, source));

    /// <summary>One trigger. Nothing is added yet: see <see cref="TriggerConfiguration.Apply"/>.</summary>
    /// <inheritdoc cref="Parse"/>
    public static TriggerConfiguration ParseTrigger(ReadOnlySpan<byte> json, string source) => TriggerConfiguration.Read(ConfigurationTree.Read(json, source));

    /// <summary>Creates and starts sessions: all of them, or none.</summary>
    /// <exception cref="TraceConfigurationException">One of them cannot be created or started; none is left.</exception>
    public static IReadOnlyList<TraceSession> Load(IReadOnlyList<SessionConfiguration> configurations)
    {
        var sessions = new List<TraceSession>();
        try
        {
            // All of them before any records, so that what is wrong with the last one leaves no half of a trace of the first.
            foreach (SessionConfiguration configuration in configurations)
            {
                sessions.Add(configuration.Create());
            }

            for (int i = 0; i < sessions.Count; i++)
            {
                configurations[i].StartIfWanted(sessions[i]);
            }

            return sessions;
        }
        catch
        {
            sessions.ForEach(static session => session.Dispose());
            throw;
        }
    }

    /// <summary>Writes a file's content.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<SessionConfiguration> sessions)
    {
        writer.WriteStartObject();
        ValueWriting.WriteList(writer, "sessions", sessions, static (writer, session) => session.Write(writer));
        writer.WriteEndObject();
    }
}
