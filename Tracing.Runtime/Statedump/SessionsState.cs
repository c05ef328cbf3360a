using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.Sessions;

namespace Tracing.Runtime.Statedump;

/// <summary>The sessions that exist. No more than can be read without their locks, which a slow output may hold.</summary>
internal static class SessionsState
{
    public static void Gather(OwnRecords records, ulong time)
    {
        foreach (TraceSession session in SessionList.Snapshot())
        {
            records.Add(StateEvents.Session, time)
                .Put(StateText.Of(session.Name))
                .Put(session.IsStarted ? "started" : "stopped")
                .Put(StateText.Of(session.OutputFolder));
        }
    }
}
