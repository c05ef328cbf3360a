using Tracing.Registry;
using Tracing.Runtime.Consumer;
using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.Rules;

namespace Tracing.Runtime.Statedump;

/// <summary>Calls the methods in which an application tells its state.</summary>
internal static class StatedumpCalls
{
    /// <summary>How long one of their records waits for room: far longer than the consumer takes to write a ring.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    [ThreadStatic]
    private static bool t_isCalling;

    /// <summary>Whether the calling thread is inside such a method, so that it must neither wait for a dump nor begin one.</summary>
    public static bool IsCalling => t_isCalling;

    /// <summary>Calls all methods of providers of which a session records anything. Under no lock.</summary>
    /// <param name="session">The session, for reports.</param>
    /// <param name="channels">Its channels.</param>
    /// <param name="faults">Gets a record for each that throws.</param>
    /// <param name="now">The time, for the records.</param>
    /// <returns>How many were called.</returns>
    public static int Run(string session, TraceChannel[] channels, OwnRecords faults, Func<ulong> now)
    {
        int called = 0;
        foreach (TracepointProvider provider in FindRecorded(channels))
        {
            foreach (StatedumpMethod method in provider.GetStatedumpMethods())
            {
                called++;
                t_isCalling = true;
                try
                {
                    using ProducerWait.PatientScope patience = ProducerWait.BePatient(s_patience);
                    method.Call();
                }
                catch (Exception exception)
                {
                    // The application's code: whatever it is, the others are called too.
                    string name = $"{provider.Name}:{method.Name}";
                    faults.Add(StateEvents.Fault, now()).Put(StateText.Of(name)).Put(StateText.Of($"{exception.GetType()}: {exception.Message}"));
                    RuntimeEvents.Report(log => log.StatedumpFaulted(session, name, exception.ToString()));
                }
                finally
                {
                    t_isCalling = false;
                }
            }
        }

        return called;
    }

    private static TracepointProvider[] FindRecorded(TraceChannel[] channels) => TracepointRegistry.Change(() =>
    {
        HashSet<TracepointProvider> recorded = [];
        foreach (TraceChannel channel in channels)
        {
            foreach (TracepointDescriptor tracepoint in BindingTable.RecordedBy(channel))
            {
                recorded.Add(tracepoint.Provider);
            }
        }

        return TracepointRegistry.ProvidersUnsynchronized.Where(recorded.Contains).ToArray();
    });
}
