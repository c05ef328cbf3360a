using System.Globalization;
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

    private static TakenConsumerResult Take(ControlClient client, TakeConsumerParams parameters)
    {
        TimeSpan lease = Quantities.ReadDuration(ConfigurationTree.Read(SessionMethods.TextOf(parameters.Lease), "params.lease"));
        TraceSession session = SessionMethods.Find(parameters.Session);
        LentSession lent = session.Lend(lease, parameters.Folder is { } folder ? OutputMethods.Absolute(folder) : null);

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
