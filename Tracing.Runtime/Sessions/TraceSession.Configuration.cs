using System.Text.Json;
using Tracing.Registry;
using Tracing.Runtime.Configuration;
using Tracing.Runtime.Rules;

namespace Tracing.Runtime;

/// <remarks>Sessions as text (docs/configuration.md).</remarks>
public sealed partial class TraceSession
{
    private readonly TraceSessionOptions _options;

    /// <summary>
    /// Creates the sessions of a configuration file, and starts them but for those that say otherwise: all of them, or none. The JSON form is in
    /// docs/configuration.md; the environment variable <c>TRACING_CONFIG</c> does the same before <c>Main</c>.
    /// </summary>
    /// <param name="file">The file. Folders in it are relative to the current directory.</param>
    /// <returns>The sessions, in the file's order.</returns>
    /// <exception cref="TraceConfigurationException">The file is wrong, or what it asks for cannot be had: place, reason and way out are in the message.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidOperationException">Tracing is switched off in this process.</exception>
    public static IReadOnlyList<TraceSession> Load(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        if (!TracingRuntime.IsAvailable)
        {
            throw new InvalidOperationException(TracingRuntime.UnavailableReason);
        }

        return TraceConfiguration.Load(TraceConfiguration.ReadFile(file));
    }

    /// <summary>
    /// Writes the session as it is now, its channels, rules and triggers, to a configuration file that <see cref="Load"/> takes. An existing file is replaced, in one step. The output is
    /// there as the folder that it is; before it can be loaded again, that must be empty. Handlers that triggers call are code, and left out, with the triggers that do nothing else.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <exception cref="ObjectDisposedException">The session has been disposed of.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        SessionConfiguration configuration = Describe();
        string path = Path.GetFullPath(file);

        // Of its own name, so that two that save at the same time do not mix.
        string draft = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = File.Create(draft))
            {
                using var writer = new Utf8JsonWriter(stream, TraceConfiguration.FileFormat);
                TraceConfiguration.Write(writer, [configuration]);
                writer.Flush();
                stream.WriteByte((byte)'\n');
            }

            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>The session as a configuration has it.</summary>
    internal SessionConfiguration Describe() => TracepointRegistry.Change(() =>
    {
        ThrowIfDisposed();
        TraceSessionOptions options = _options.Copy();
        options.Output = OutputFolder;
        return new SessionConfiguration
        {
            Name = Name, Options = options, Starts = IsStarted, Channels = [.. _channels.Select(Describe)],
            Triggers = [.. _triggers.Select(static trigger => TriggerConfiguration.Of(trigger.Definition)).OfType<TriggerConfiguration>()],
        };
    });

    private ChannelConfiguration Describe(TraceChannel channel)
    {
        var rules = new List<EventRule>();
        foreach (EventRule rule in _rules)
        {
            // What takes events out of every channel stands in each that had any.
            if (rule.Channel == channel || (rule.Channel is null && rules.Count > 0))
            {
                rules.Add(rule);
            }
        }

        return new ChannelConfiguration
        {
            Name = channel.Name, Options = channel.Options, Contexts = channel.ContextNames, Rules = [.. rules.Select(static rule => rule.Describe())],
        };
    }
}
