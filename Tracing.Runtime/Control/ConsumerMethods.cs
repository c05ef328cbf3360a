using System.Globalization;
using System.Runtime.CompilerServices;
using Tracing.Control;
using Tracing.Runtime.Configuration;
using Tracing.Runtime.Sessions;

namespace Tracing.Runtime.Control;

/// <summary>Leaves the draining of a session to the client: docs/outside-consumer.md.</summary>
internal static class ConsumerMethods
{
    public static ControlMethod[] All =>
    [
        new ControlMethod<TakeConsumerParams, TakenConsumerResult>(ControlMethods.TakeConsumer, ControlJson.Default.TakeConsumerParams, ControlJson.Default.TakenConsumerResult, Take),
        new ControlMethod<SessionParams, EmptyMessage>(
            ControlMethods.RenewConsumer, ControlJson.Default.SessionParams, ControlJson.Default.EmptyMessage, static (_, parameters) => Change(parameters, static session => session.Renew())),
        new ControlMethod<SessionParams, EmptyMessage>(
            ControlMethods.ReleaseConsumer, ControlJson.Default.SessionParams, ControlJson.Default.EmptyMessage, static (_, parameters) => Change(parameters, static session => session.TakeBack())),
    ];

    private static readonly ConditionalWeakTable<TraceSession, object> s_consumers = [];

    /// <summary>The process that drains a session; null if this one does.</summary>
    public static int? ConsumerOf(TraceSession session) => session.IsLent && s_consumers.TryGetValue(session, out object? pid) ? (int)pid : null;

    private static TakenConsumerResult Take(ControlClient client, TakeConsumerParams parameters)
    {
        TimeSpan lease = Quantities.ReadDuration(ConfigurationTree.Read(SessionMethods.TextOf(parameters.Lease), "params.lease"));
        TraceSession session = SessionMethods.Find(parameters.Session);
        LentSession lent = session.Lend(lease, parameters.Folder is { } folder ? OutputMethods.Absolute(folder) : null);

        s_consumers.AddOrUpdate(session, client.ProcessId);

        // A client that is gone drains nothing any more: no need to wait for the lease's end.
        client.AtEnd(session.EndLease);
        return new TakenConsumerResult { Folder = lent.Folder, TraceId = lent.TraceId.ToString("N", CultureInfo.InvariantCulture), Term = lent.Term };
    }

    private static EmptyMessage Change(SessionParams parameters, Action<TraceSession> change)
    {
        change(SessionMethods.Find(parameters.Session));
        return new EmptyMessage();
    }
}
