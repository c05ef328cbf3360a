using System.Text.Json;
using Tracing.Control;

namespace Tracing.Tool.Control;

/// <remarks>The protocol's methods, one each.</remarks>
internal sealed partial class ControlClient
{
    /// <summary>All tracepoints that match, in as many requests as that takes.</summary>
    public List<TracepointEntry> Tracepoints(string? pattern = null) => Tracepoints(pattern, out _);

    /// <summary>All tracepoints that match, in as many requests as that takes.</summary>
    /// <param name="pattern">Which; null for all.</param>
    /// <param name="near">Where none matches: names like the pattern.</param>
    public List<TracepointEntry> Tracepoints(string? pattern, out string[] near)
    {
        var all = new List<TracepointEntry>();
        int total;
        int got;
        do
        {
            TracepointsResult part = Call(
                ControlMethods.Tracepoints,
                new TracepointsParams { Pattern = pattern, Skip = all.Count == 0 ? null : all.Count },
                ControlJson.Default.TracepointsParams,
                ControlJson.Default.TracepointsResult);
            all.AddRange(part.Tracepoints);
            total = part.Total;
            near = part.Near ?? [];
            got = part.Tracepoints.Length;
        }
        while (got > 0 && all.Count < total);
        return all;
    }

    /// <summary>Counts hits from now on, for as long as this is connected.</summary>
    public int Count(string[] patterns) =>
        Call(ControlMethods.Count, new CountParams { Patterns = patterns }, ControlJson.Default.CountParams, ControlJson.Default.MatchedResult).Matched;

    /// <summary>Names of contexts.</summary>
    public string[] Contexts() => Call(ControlMethods.Contexts, new EmptyMessage(), ControlJson.Default.EmptyMessage, ControlJson.Default.ContextsResult).Contexts;

    /// <summary>The process's sessions, or one of them.</summary>
    public SessionEntry[] Sessions(string? session = null) =>
        Call(ControlMethods.Sessions, new OptionalSessionParams { Session = session }, ControlJson.Default.OptionalSessionParams, ControlJson.Default.SessionsResult).Sessions;

    /// <summary>Makes a session, in the form of a configuration file.</summary>
    /// <param name="session">The form.</param>
    /// <param name="isOutside">Whether this program is to drain it.</param>
    /// <param name="whileConnected">Whether it ends with the connection.</param>
    public SessionEntry Create(JsonElement session, bool isOutside = false, bool whileConnected = false) => Call(
        ControlMethods.CreateSession,
        new CreateSessionParams { Session = session, Outside = isOutside ? true : null, WhileConnected = whileConnected ? true : null },
        ControlJson.Default.CreateSessionParams,
        ControlJson.Default.SessionResult).Session;

    /// <summary>Takes over the draining of a session.</summary>
    /// <param name="session">Its name.</param>
    /// <param name="lease">A duration: how long the process waits for the next <see cref="RenewConsumer"/>.</param>
    /// <param name="folder">Where it is drained to, as the process sees it; null if it does not.</param>
    public TakenConsumerResult TakeConsumer(string session, string lease, string? folder) => Call(
        ControlMethods.TakeConsumer,
        new TakeConsumerParams { Session = session, Lease = JsonElement.Parse($"\"{lease}\""), Folder = folder },
        ControlJson.Default.TakeConsumerParams,
        ControlJson.Default.TakenConsumerResult);

    /// <summary>Says that this program lives and drains a session.</summary>
    public void RenewConsumer(string session) =>
        Call(ControlMethods.RenewConsumer, new SessionParams { Session = session }, ControlJson.Default.SessionParams, ControlJson.Default.EmptyMessage);

    /// <summary>Whether a tracepoint matches now.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="near">Names like it, if none does.</param>
    public bool HasMatch(string pattern, out string[] near)
    {
        TracepointsResult found = Call(
            ControlMethods.Tracepoints, new TracepointsParams { Pattern = pattern, Limit = 1 }, ControlJson.Default.TracepointsParams, ControlJson.Default.TracepointsResult);
        near = found.Near ?? [];
        return found.Total > 0;
    }

    /// <summary>Has a session tell the state of its process.</summary>
    public void Statedump(string session, bool? environment) => Call(
        ControlMethods.Statedump,
        new StatedumpParams { Session = session, Environment = environment },
        ControlJson.Default.StatedumpParams,
        ControlJson.Default.EmptyMessage);

    /// <summary>Adds a trigger to a session.</summary>
    public void AddTrigger(string session, JsonElement trigger) => Call(
        ControlMethods.AddTrigger, new AddTriggerParams { Session = session, Trigger = trigger }, ControlJson.Default.AddTriggerParams, ControlJson.Default.EmptyMessage);

    /// <summary>A session's triggers.</summary>
    public TriggerEntry[] Triggers(string session) =>
        Call(ControlMethods.ListTriggers, new SessionParams { Session = session }, ControlJson.Default.SessionParams, ControlJson.Default.TriggersResult).Triggers;

    /// <summary>Removes a trigger of a session.</summary>
    public void RemoveTrigger(string session, string name) => Call(
        ControlMethods.RemoveTrigger, new RemoveTriggerParams { Session = session, Name = name }, ControlJson.Default.RemoveTriggerParams, ControlJson.Default.EmptyMessage);

    /// <summary>Starts, stops or destroys a session; returns what it has counted.</summary>
    /// <param name="method">Which of the three.</param>
    /// <param name="session">Its name.</param>
    public StatisticsEntry Change(string method, string session) =>
        Call(method, new SessionParams { Session = session }, ControlJson.Default.SessionParams, ControlJson.Default.StatisticsResult).Statistics;

    /// <summary>The configuration of one session or all of them.</summary>
    public JsonElement Save(string? session) =>
        Call(ControlMethods.SaveSession, new OptionalSessionParams { Session = session }, ControlJson.Default.OptionalSessionParams, ControlJson.Default.ConfigurationMessage).Configuration;

    /// <summary>Makes the sessions of a configuration; returns their names.</summary>
    public string[] Load(JsonElement configuration) =>
        Call(ControlMethods.LoadSession, new ConfigurationMessage { Configuration = configuration }, ControlJson.Default.ConfigurationMessage, ControlJson.Default.SessionNamesResult).Sessions;

    /// <summary>Adds a channel.</summary>
    public ChannelEntry AddChannel(string session, JsonElement channel) =>
        Call(ControlMethods.AddChannel, new AddChannelParams { Session = session, Channel = channel }, ControlJson.Default.AddChannelParams, ControlJson.Default.ChannelResult).Channel;

    /// <summary>Adds a context to a channel.</summary>
    public void AddContext(string session, string channel, string context) => Call(
        ControlMethods.AddContext,
        new AddContextParams { Session = session, Channel = channel, Context = context },
        ControlJson.Default.AddContextParams,
        ControlJson.Default.EmptyMessage);

    /// <summary>Sets an event rule; returns how many tracepoints it matches now.</summary>
    public int Enable(string session, string? channel, JsonElement rule) => Call(
        ControlMethods.EnableRule,
        new EnableRuleParams { Session = session, Channel = channel, Rule = rule },
        ControlJson.Default.EnableRuleParams,
        ControlJson.Default.MatchedResult).Matched;

    /// <summary>Stops recording the events that match; returns how many tracepoints that are now.</summary>
    public int Disable(string session, string? channel, string events) => Call(
        ControlMethods.DisableRule,
        new DisableRuleParams { Session = session, Channel = channel, Events = events },
        ControlJson.Default.DisableRuleParams,
        ControlJson.Default.MatchedResult).Matched;

    /// <summary>Gives a session another output.</summary>
    public void AddOutput(string session, string folder) =>
        Call(ControlMethods.AddOutput, new AddOutputParams { Session = session, Folder = folder }, ControlJson.Default.AddOutputParams, ControlJson.Default.EmptyMessage);

    /// <summary>Begins another chunk; returns the finished one.</summary>
    public FolderResult Rotate(string session) =>
        Call(ControlMethods.Rotate, new SessionParams { Session = session }, ControlJson.Default.SessionParams, ControlJson.Default.FolderResult);

    /// <summary>Writes what the overwriting channels hold.</summary>
    public FolderResult Snapshot(SnapshotParams parameters) =>
        Call(ControlMethods.Snapshot, parameters, ControlJson.Default.SnapshotParams, ControlJson.Default.FolderResult);
}
