using Tracing.Registry;
using Tracing.Runtime.Clock;
using Tracing.Runtime.Consumer;
using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.Sessions;
using Tracing.Runtime.Statedump;

namespace Tracing.Runtime;

/// <remarks>
/// The statedump (docs/statedump.md). What it tells is gathered, and the application's methods are called, under no lock and never on the consumer's
/// thread; only the writing is done under <see cref="_drain"/>. The dump of a chunk is made in the background; a chunk is not finished before it is.
/// </remarks>
public sealed partial class TraceSession
{
    /// <summary>How long a chunk's end waits for a dump that is being made: the tracer's part takes milliseconds, so it is for the application's.</summary>
    private static readonly TimeSpan s_longestDump = TimeSpan.FromSeconds(2);

    private readonly StatedumpOptions? _statedump;

    /// <summary>Dumps that are begun in the output's chunk and not ended.</summary>
    private readonly List<uint> _openDumps = [];

    /// <summary>The dump that the output's chunk is to have; null for none.</summary>
    private PendingDump? _pendingDump;
    private uint _dumps;

    /// <summary>When a rotation by itself stops waiting for the dump, as of <see cref="Environment.TickCount64"/>; 0 while none waits.</summary>
    private long _dumpDeadline;

    /// <summary>
    /// Tells the state of the process and of the application now, in the trace, whether or not the session does so by itself: when it returns, all is written that
    /// docs/statedump.md lists, and every method marked <see cref="StatedumpAttribute"/> has returned whose provider the session records anything of. Not under a lock that such a method
    /// takes on another thread.
    /// </summary>
    /// <param name="options">What to tell besides; null: as the session's options say.</param>
    /// <exception cref="InvalidOperationException">The session does not record, or has no output; or a method marked <see cref="StatedumpAttribute"/> calls this.</exception>
    /// <exception cref="IOException">The output failed. It is tried again.</exception>
    public void Statedump(StatedumpOptions? options = null)
    {
        ThrowIfDisposed();
        if (StatedumpCalls.IsCalling)
        {
            throw new InvalidOperationException($"A method marked [Statedump] asked session '{Name}' for a statedump, which would never end.");
        }

        if (_state != SessionState.Started || StateOutput is null)
        {
            throw new InvalidOperationException(_state == SessionState.Started
                ? $"Session '{Name}' has no output to tell the process's state in; every snapshot of it has a statedump."
                : $"Session '{Name}' does not record. Call {nameof(Start)} first.");
        }

        if (Dump(options ?? _statedump ?? new StatedumpOptions(), StatedumpReason.Demand, callsMethods: !TracepointRegistry.IsChanging, pending: null) is { } fault)
        {
            throw new IOException($"The statedump of session '{Name}' could not be written, and is tried again: {fault.Message}", fault);
        }
    }

    /// <summary>Asks for the dump of the chunk that begins now. Under <see cref="_drain"/>; then call <see cref="DumpInBackground"/> under no lock.</summary>
    private void RequestDump(StatedumpReason reason)
    {
        _openDumps.Clear();
        _dumpDeadline = 0;
        _pendingDump = _statedump is null || StateOutput is null ? null : new PendingDump(reason);
    }

    /// <summary>Begins the dump that was asked for, if it is not begun, on a thread of the pool.</summary>
    private void DumpInBackground()
    {
        // plain read: another caller's is begun by that one, and a dump is made once.
        if (_pendingDump is { IsDone: false } dump)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static work => work.Session.Make(work.Dump, callsMethods: true), (Session: this, Dump: dump), preferLocal: false);
        }
    }

    /// <summary>Before a chunk is finished: makes the dump that it is to have, or waits until another thread has. Under no lock.</summary>
    /// <param name="callsMethods">Whether the application's methods are called; not at the process's end.</param>
    private void CompleteDump(bool callsMethods)
    {
        PendingDump? dump;
        lock (_drain)
        {
            dump = _state == SessionState.Started ? _pendingDump : null;
        }

        if (dump is null || dump.IsDone || StatedumpCalls.IsCalling)
        {
            return;
        }

        if (!Make(dump, callsMethods && !TracepointRegistry.IsChanging))
        {
            // Under the registry's lock it could be waiting for us.
            dump.Wait(TracepointRegistry.IsChanging ? TimeSpan.Zero : s_longestDump);
        }
    }

    /// <summary>Whether a rotation that is due has to wait for the chunk's dump. Under <see cref="_drain"/>.</summary>
    private bool IsDumpAwaited(long now)
    {
        if (_pendingDump is null or { IsDone: true })
        {
            return false;
        }

        _dumpDeadline = _dumpDeadline == 0 ? now + (long)s_longestDump.TotalMilliseconds : _dumpDeadline;
        return now < _dumpDeadline;
    }

    /// <summary>Makes a dump unless somebody else does. Never throws.</summary>
    private bool Make(PendingDump dump, bool callsMethods)
    {
        if (!dump.TryTake())
        {
            return false;
        }

        try
        {
            Dump(_statedump!, dump.Reason, callsMethods, dump);
        }
        catch (Exception exception)
        {
            // Whatever it is: a trace without a dump is a trace.
            RuntimeEvents.Report(log => log.StatedumpFailed(Name, exception.ToString()));
        }
        finally
        {
            dump.Finish();
        }

        return true;
    }

    /// <summary>Makes a dump: gathers, writes, calls the application's methods.</summary>
    /// <param name="options">What to tell.</param>
    /// <param name="reason">What it is for.</param>
    /// <param name="callsMethods">Whether the application's methods are called.</param>
    /// <param name="pending">The chunk's that it is; if that has ended meanwhile, there is nothing to do. Null: it is any chunk's.</param>
    /// <returns>What went wrong with the output, if anything did.</returns>
    private Exception? Dump(StatedumpOptions options, StatedumpReason reason, bool callsMethods, PendingDump? pending)
    {
        ulong time = ClockDescription.Now();
        var state = new OwnRecords();
        StateGatherer.Gather(state, time, options);
        uint number;
        TraceChannel[] channels;
        lock (_drain)
        {
            if (_state != SessionState.Started || StateOutput is null || (pending is not null && pending != _pendingDump))
            {
                return null;
            }

            number = ++_dumps;
            OwnRecords dump = Begin(number, reason, time);
            dump.Add(state);
            if (!TryAddState(dump))
            {
                return new IOException($"Too many of them wait already for the output, which fails: {_outputError}");
            }

            _openDumps.Add(number);
            channels = [.. _channels];
        }

        var faults = new OwnRecords();
        int called = callsMethods ? StatedumpCalls.Run(Name, channels, faults, ClockDescription.Now) : 0;

        // Whoever holds the lock must not wait for the consumer, who may be waiting for it.
        using ProducerWait.Scope noWaiting = ProducerWait.Forbid();
        lock (_drain)
        {
            if (_openDumps.Remove(number))
            {
                TryAddState(faults);
                _unwrittenState.Add(End(number, called, faults.Count, isComplete: true));
            }

            return _state == SessionState.Started ? WriteState() : null;
        }
    }

    /// <summary>Ends the dumps that are not ended, in the chunk that they began in. Under <see cref="_drain"/>.</summary>
    private void EndDumps()
    {
        foreach (uint number in _openDumps)
        {
            _unwrittenState.Add(End(number, called: 0, faults: 0, isComplete: false));
        }

        _openDumps.Clear();
    }

    /// <summary>A dump for a snapshot, as it will be written.</summary>
    /// <param name="callsMethods">Whether the application's methods are called: their events go to the rings.</param>
    /// <returns>Its records; none if the session has no dumps.</returns>
    private OwnRecords DumpForSnapshot(bool callsMethods)
    {
        var dump = new OwnRecords();
        if (_statedump is null || StatedumpCalls.IsCalling)
        {
            return dump;
        }

        ulong time = ClockDescription.Now();
        uint number;
        TraceChannel[] channels;
        lock (_drain)
        {
            number = ++_dumps;
            channels = _state == SessionState.Started ? [.. _channels] : [];
        }

        dump.Add(Begin(number, StatedumpReason.Snapshot, time));
        StateGatherer.Gather(dump, time, _statedump);
        var faults = new OwnRecords();
        int called = callsMethods && !TracepointRegistry.IsChanging ? StatedumpCalls.Run(Name, channels, faults, ClockDescription.Now) : 0;
        dump.Add(faults);
        dump.Add(End(number, called, faults.Count, isComplete: true));
        return dump;
    }

    private static OwnRecords Begin(uint number, StatedumpReason reason, ulong time)
    {
        var begin = new OwnRecords();
        begin.Add(StateEvents.Begin, time).Put(number).Put((byte)reason);
        return begin;
    }

    private static OwnRecords End(uint number, int called, int faults, bool isComplete)
    {
        var end = new OwnRecords();
        end.Add(StateEvents.End, ClockDescription.Now()).Put(number).Put((uint)called).Put((uint)faults).Put((byte)(isComplete ? 1 : 0));
        return end;
    }
}
