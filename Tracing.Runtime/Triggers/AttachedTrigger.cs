using Tracing.Runtime.Consumer;
using Tracing.Runtime.Triggers;
using Tracing.Writing;

namespace Tracing.Runtime;

/// <summary>A trigger of a session. Made by <see cref="TraceSession.AddTrigger"/>. Thread-safe.</summary>
/// <remarks>
/// Probes and the consumer only mark it due. What is due is taken by its worker, one time after another: acted on, or counted when it falls into the cool-down.
/// </remarks>
public sealed class AttachedTrigger : IDisposable
{
    private readonly TriggerWorker _worker;
    private readonly TriggerAction[] _actions;
    private readonly TimeSpan _coolDown;
    private readonly TimeProvider _time;

    // Written by the worker alone; statistics may be a moment old.
    private long _fired;
    private long _suppressed;
    private long _failed;
    private string? _lastError;
    private long? _restsSince;
    private volatile bool _isRemoved;

    /// <summary>Whether that has been reported. The consumer's.</summary>
    private bool _lacksThread;

    internal AttachedTrigger(TraceSession session, TraceTrigger trigger, TriggerAction[] actions)
    {
        Session = session;
        Name = trigger.Name;
        When = trigger.When;
        _actions = actions;
        _coolDown = trigger.CoolDown;
        _time = trigger.Time;
        Due = When is EventCondition condition ? new RecordTrigger(condition.Every ?? 1, condition.OnceAfter ?? 0) : new RecordTrigger(1, 0);
        _worker = new TriggerWorker($"Tracing trigger {Name}", Work);
    }

    /// <summary>The session that it belongs to.</summary>
    public TraceSession Session { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it has counted so far.</summary>
    public TriggerStatistics Statistics => new(
        When is EventCondition ? Due.Matches : 0,

        // Whole values, and no more: pairs with the worker's increments.
        Volatile.Read(ref _fired), Volatile.Read(ref _suppressed), Volatile.Read(ref _failed), Due.Unchecked, Volatile.Read(ref _lastError));

    /// <summary>Its condition.</summary>
    internal TriggerCondition When { get; }

    /// <summary>How often its condition came true that nobody has looked after yet.</summary>
    internal RecordTrigger Due { get; }

    /// <summary>The trigger as it was added.</summary>
    internal TraceTrigger Definition => new() { Name = Name, When = When, Actions = _actions, CoolDown = _coolDown };

    /// <summary>
    /// Removes the trigger. When it returns, no action is being done, and none will be; but called in a trigger's handler it does not wait for what is being done.
    /// </summary>
    public void Dispose()
    {
        Session.Remove(this);
        if (!Registry.TracepointRegistry.IsChanging)
        {
            _worker.WaitUntilIdle();
        }
    }

    /// <summary>Sees to it that what is due is acted on. The consumer, and whoever stops the session; waits for nothing.</summary>
    internal void Look()
    {
        if (!Due.IsDue || _isRemoved)
        {
            return;
        }

        Exception? lack = _worker.Signal();
        if (lack is not null && !_lacksThread)
        {
            RuntimeEvents.Report(log => log.TriggerFailed(Session.Name, Name, _actions[0].Word, $"There is no thread for it, and that is tried again. {lack.Message}"));
        }

        _lacksThread = lack is not null;
    }

    /// <summary>Lets nothing be done any more, but for what is being done.</summary>
    internal void Retire() => _isRemoved = true;

    private void Work()
    {
        for (long due; !_isRemoved && (due = Due.TakeDue()) > 0;)
        {
            for (; due > 0 && !_isRemoved; due--)
            {
                if (_restsSince is { } since && _time.GetElapsedTime(since) < _coolDown)
                {
                    // Plain words but for the readers' sake: the worker alone counts. Pairs with the reads in Statistics.
                    Volatile.Write(ref _suppressed, _suppressed + due);
                    break;
                }

                Fire();
                if (When is EventCondition { OnceAfter: not null })
                {
                    // Spent: the tracepoints cost no more than before.
                    TraceSession.Unbind(this);
                }

                _restsSince = _coolDown > TimeSpan.Zero ? _time.GetTimestamp() : null;
            }
        }
    }

    private void Fire()
    {
        Volatile.Write(ref _fired, _fired + 1); // as above
        var firing = new TriggerFiring(Session, Name, _fired);
        foreach (TriggerAction action in _actions)
        {
            if (_isRemoved)
            {
                return;
            }

            try
            {
                firing = action.Run(firing);
            }
            catch (Exception exception)
            {
                // Whatever it is: the other actions are done too, and the trigger goes on.
                string reason = Describe(exception, withStack: action is CallAction);
                Volatile.Write(ref _lastError, Describe(exception, withStack: false)); // as above
                Volatile.Write(ref _failed, _failed + 1); // as above
                RuntimeEvents.Report(log => log.TriggerFailed(Session.Name, Name, action.Word, reason));
            }
        }
    }

    private static string Describe(Exception exception, bool withStack)
    {
        try
        {
            return withStack ? exception.ToString() : exception.Message;
        }
        catch (Exception)
        {
            // The application's own class of exceptions, whose own code throws: nobody else would catch that here.
            return exception.GetType().ToString();
        }
    }
}
