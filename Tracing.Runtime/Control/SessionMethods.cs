using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Tracing.Control;
using Tracing.Runtime.Configuration;
using Tracing.Runtime.Sessions;

namespace Tracing.Runtime.Control;

/// <summary>Sessions as wholes. They belong to the process: they go on when the client is gone.</summary>
internal static class SessionMethods
{
    public static ControlMethod[] All =>
    [
        new ControlMethod<OptionalSessionParams, SessionsResult>(
            ControlMethods.Sessions, ControlJson.Default.OptionalSessionParams, ControlJson.Default.SessionsResult, static (_, parameters) => List(parameters)),
        new ControlMethod<CreateSessionParams, SessionResult>(
            ControlMethods.CreateSession, ControlJson.Default.CreateSessionParams, ControlJson.Default.SessionResult, Create),
        new ControlMethod<SessionParams, StatisticsResult>(
            ControlMethods.StartSession, ControlJson.Default.SessionParams, ControlJson.Default.StatisticsResult, static (_, parameters) => Change(parameters, static session => session.Start())),
        new ControlMethod<SessionParams, StatisticsResult>(
            ControlMethods.StopSession, ControlJson.Default.SessionParams, ControlJson.Default.StatisticsResult, static (_, parameters) => Change(parameters, static session => session.Stop())),
        new ControlMethod<SessionParams, StatisticsResult>(
            ControlMethods.DestroySession, ControlJson.Default.SessionParams, ControlJson.Default.StatisticsResult, static (_, parameters) => Change(parameters, static session => session.Dispose())),
        new ControlMethod<OptionalSessionParams, ConfigurationMessage>(
            ControlMethods.SaveSession, ControlJson.Default.OptionalSessionParams, ControlJson.Default.ConfigurationMessage, static (_, parameters) => Save(parameters)),
        new ControlMethod<ConfigurationMessage, SessionNamesResult>(
            ControlMethods.LoadSession, ControlJson.Default.ConfigurationMessage, ControlJson.Default.SessionNamesResult, static (_, parameters) => Load(parameters)),
    ];

    /// <summary>The session of a name.</summary>
    /// <exception cref="ControlException">There is none.</exception>
    public static TraceSession Find(string name)
    {
        TraceSession[] sessions = SessionList.Snapshot();
        if (Array.Find(sessions, session => session.Name == name) is { } found)
        {
            return found;
        }

        string[] names = [.. sessions.Select(static session => session.Name)];
        throw new ControlException(
            ControlErrors.NoSuchSession,
            $"There is no session '{ConfigurationValue.Shorten(name)}' in this process. {(names.Length == 0 ? "It has none" : "There are: " + string.Join(", ", names))}.", NearNames.Of(name, names));
    }

    /// <summary>The text of a part of a request.</summary>
    public static ReadOnlySpan<byte> TextOf(JsonElement part) => JsonMarshal.GetRawUtf8Value(part);

    private static TraceSession[] Select(OptionalSessionParams parameters) => parameters.Session is { } name ? [Find(name)] : SessionList.Snapshot();

    private static SessionsResult List(OptionalSessionParams parameters) => new() { Sessions = [.. Select(parameters).Select(SessionTelling.Describe)] };

    private static SessionResult Create(ControlClient client, CreateSessionParams parameters)
    {
        SessionConfiguration configuration = TraceConfiguration.ParseSession(TextOf(parameters.Session), "params.session");
        configuration.Options.IsForOutside = parameters.Outside ?? false;
        TraceSession session = TraceConfiguration.Load([configuration])[0];
        if (parameters.WhileConnected ?? false)
        {
            client.AtEnd(session.Dispose);
        }

        return new SessionResult { Session = SessionTelling.Describe(session) };
    }

    private static StatisticsResult Change(SessionParams parameters, Action<TraceSession> change)
    {
        TraceSession session = Find(parameters.Session);
        change(session);
        return new StatisticsResult { Statistics = SessionTelling.Count(session) };
    }

    private static ConfigurationMessage Save(OptionalSessionParams parameters)
    {
        SessionConfiguration[] sessions = [.. Select(parameters).Select(static session => session.Describe())];
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text))
        {
            TraceConfiguration.Write(writer, sessions);
        }

        return new ConfigurationMessage { Configuration = JsonElement.Parse(text.WrittenSpan) };
    }

    private static SessionNamesResult Load(ConfigurationMessage parameters)
    {
        IReadOnlyList<SessionConfiguration> configurations = TraceConfiguration.Parse(TextOf(parameters.Configuration), "params.configuration");
        return new SessionNamesResult { Sessions = [.. TraceConfiguration.Load(configurations).Select(static session => session.Name)] };
    }
}
