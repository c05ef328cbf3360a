using System.Diagnostics.Tracing;

namespace Tracing.Runtime.Consumer;

/// <summary>What goes wrong in the tracer itself: one line each to the EventSource <c>Tracing-Runtime</c>, and never an exception in the application.</summary>
[EventSource(Name = "Tracing-Runtime")]
internal sealed class RuntimeEvents : EventSource
{
    public static readonly RuntimeEvents Log = new();

    private RuntimeEvents()
    {
    }

    /// <summary>
    /// Writes from the thread pool: listeners are the application's code, which must not run under the tracer's locks, nor in its
    /// consumer.
    /// </summary>
    public static void Report(Action<RuntimeEvents> write)
    {
        if (Log.IsEnabled())
        {
            ThreadPool.UnsafeQueueUserWorkItem(static write => write(Log), write, preferLocal: false);
        }
    }

    [Event(1, Level = EventLevel.Error, Message = "Session '{0}': output failed, and is tried again. {1}")]
    public void OutputFailed(string session, string reason) => WriteEvent(1, session, reason);

    [Event(2, Level = EventLevel.Error, Message = "Session '{0}', channel '{1}': no ring could be made, events are lost and counted. {2}")]
    public void RingFailed(string session, string channel, string reason) => WriteEvent(2, session, channel, reason);

    [Event(3, Level = EventLevel.Error, Message = "Session '{0}': '{1}' could not be enabled. {2}")]
    public void EnablingFailed(string session, string events, string reason) => WriteEvent(3, session, events, reason);

    [Event(4, Level = EventLevel.Error, Message = "A handler of '{0}' threw and was detached. {1}")]
    public void HandlerFaulted(string tracepoint, string exception) => WriteEvent(4, tracepoint, exception);

    [Event(5, Level = EventLevel.Error, Message = "The environment asks for a trace that could not be started. {0}")]
    public void EnvironmentFailed(string reason) => WriteEvent(5, reason);

    [Event(6, Level = EventLevel.Error, Message = "Session '{0}': rotation failed, and is tried again. {1}")]
    public void RotationFailed(string session, string reason) => WriteEvent(6, session, reason);

    [Event(7, Level = EventLevel.Error, Message = "Session '{0}': a handler for the finished chunk '{1}' threw. {2}")]
    public void ChunkHandlerFaulted(string session, string folder, string exception) => WriteEvent(7, session, folder, exception);

    [Event(8, Level = EventLevel.Error, Message = "Session '{0}': the snapshot at the end of the process could not be taken. {1}")]
    public void CrashSnapshotFailed(string session, string reason) => WriteEvent(8, session, reason);

    [Event(9, Level = EventLevel.Error, Message = "The context '{0}' threw; its value is 0 or null then. {1}")]
    public void ContextFailed(string context, string exception) => WriteEvent(9, context, exception);

    [Event(10, Level = EventLevel.Error, Message = "The control endpoint failed. {0}")]
    public void ControlFailed(string reason) => WriteEvent(10, reason);

    [Event(20, Level = EventLevel.Error, Message = "Session '{0}', trigger '{1}': the action '{2}' failed. {3}")]
    public void TriggerFailed(string session, string trigger, string action, string reason) => WriteEvent(20, session, trigger, action, reason);

    [Event(40, Level = EventLevel.Warning, Message = "Session '{0}' has ended: the process that drained it is gone or held up.")]
    public void ConsumerGone(string session) => WriteEvent(40, session);

    [Event(31, Level = EventLevel.Error, Message = "Session '{0}': the method {1}, which tells the application's state, threw. {2}")]
    public void StatedumpFaulted(string session, string method, string exception) => WriteEvent(31, session, method, exception);

    [Event(32, Level = EventLevel.Error, Message = "Session '{0}': a statedump could not be made. {1}")]
    public void StatedumpFailed(string session, string exception) => WriteEvent(32, session, exception);
}
