using System.Diagnostics;
using Tracing.Registry;
using Tracing.Runtime.Clock;
using Tracing.Runtime.Consumer;
using Tracing.Runtime.Extraction;
using Tracing.Runtime.Metadata;
using Tracing.Runtime.Output;
using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.Sessions;
using Tracing.Runtime.SharedMemory;
using Tracing.Runtime.Statedump;

namespace Tracing.Runtime;

/// <remarks>
/// Starting, draining and stopping. Locks are taken in this order: the registry's, <see cref="_snapshot"/>, <see cref="_drain"/>. The consumer
/// thread takes the last only, so that a slow output never holds up a change.
/// </remarks>
public sealed partial class TraceSession
{
    private readonly Lock _drain = new();
    private readonly Guid _traceId = Guid.NewGuid();
    private readonly MetadataLog _metadata = new();
    private ITraceOutput? _output;
    private SessionFile? _remains;
    private string? _outputError;
    private DateTime? _firstStarted;
    private ChannelStatistics[]? _finalStatistics;

    /// <summary>When the session was started for the first time, in UTC; null if it was not.</summary>
    internal DateTime? FirstStarted => _firstStarted;

    /// <summary>Starts recording, or goes on after <see cref="Stop"/> with the same trace.</summary>
    /// <exception cref="InvalidOperationException">The session records already, or its clock is not to be had.</exception>
    /// <exception cref="IOException">The output folder is not empty, or cannot be made or written to.</exception>
    public void Start()
    {
        TracepointRegistry.Change(StartUnsynchronized);
        DumpInBackground();
    }

    private void StartUnsynchronized()
    {
        ThrowIfDisposed();
        if (_state == SessionState.Started)
        {
            throw new InvalidOperationException($"Session '{Name}' records already. Call {nameof(Stop)} before starting it again.");
        }

        ClockDescription clock = TraceClockSetup.EnsureStarted(
            TracingRuntime.ForcedClock ?? _clock, mayReplace: !SessionList.IsAnyStarted);

        // A trace has one clock, also when it is stopped and goes on later.
        _clock = clock.Kind;
        if (_metadata.IsEmpty)
        {
            Describe(clock);
        }

        _state = SessionState.Started;
        _firstStarted ??= TimeProvider.System.GetUtcNow().UtcDateTime;
        try
        {
            Apply(TracepointRegistry.ProvidersUnsynchronized);
            BeginGrace();
            ConsumerThread.Attach(this);
        }
        catch
        {
            UnbindAll();
            _state = SessionState.Stopped;
            throw;
        }

        BeginState();
    }

    /// <summary>
    /// Stops recording and writes out what is recorded. When it returns, no thread is inside a probe on behalf of this
    /// session, and the trace is complete.
    /// </summary>
    /// <exception cref="InvalidOperationException">The session was never started, or is stopped already.</exception>
    public void Stop()
    {
        CompleteDump(callsMethods: true);
        TracepointRegistry.Change(() =>
        {
            ThrowIfDisposed();
            if (_state != SessionState.Started)
            {
                throw new InvalidOperationException(_state == SessionState.Created
                    ? $"Session '{Name}' was never started. Call {nameof(Start)} first."
                    : $"Session '{Name}' is stopped already.");
            }

            StopUnsynchronized();
        });
    }

    /// <summary>Stops the session if it records, and frees its buffers and its name. More calls do nothing.</summary>
    public void Dispose() => End(callsMethods: true);

    /// <summary>Does it, at the process's end without the methods that tell the application's state: that is no time to wait for them.</summary>
    internal void End(bool callsMethods)
    {
        CompleteDump(callsMethods);
        ChunkFinishedEventArgs? finished = null;
        TracepointRegistry.Change(() => finished = DisposeUnsynchronized());
        Announce(finished);
        _notices.Run();
    }

    /// <summary>Stops the session if it records. Only under the registry's lock.</summary>
    internal void StopIfStarted()
    {
        if (_state == SessionState.Started)
        {
            StopUnsynchronized();
        }
    }

    private ChunkFinishedEventArgs? DisposeUnsynchronized()
    {
        if (_state == SessionState.Disposed)
        {
            return null;
        }

        foreach (AttachedTrigger trigger in _triggers)
        {
            // Not waited for: a handler may hang, and the process may be about to end.
            Remove(trigger);
        }

        StopIfStarted();
        lock (_snapshot)
        lock (_drain)
        {
            _finalStatistics = CloseLosses();

            // Before anything is freed: if freeing fails half way, it must not be tried again.
            _state = SessionState.Disposed;
            SessionList.Remove(this);
            ConsumerThread.Detach(this);
            FreeRings();
            _ownStream.Dispose();
            _stateStream.Dispose();
            _output?.Dispose();
            _remains?.Dispose();
            return _output is null ? null : new ChunkFinishedEventArgs(FolderOf(_output.Chunk), (long)_output.Chunk, _output.Length);
        }
    }

    /// <summary>Writes what is committed to the output.</summary>
    internal DrainResult Drain(bool takeOpen)
    {
        DrainResult result;
        ChunkFinishedEventArgs? finished;
        lock (_drain)
        {
            CheckLease();
            if (_state != SessionState.Started)
            {
                return default;
            }

            _watched.Look(_channels, Stopwatch.GetElapsedTime(0));
            result = DrainUnsynchronized(takeOpen, isFinal: false);
            finished = RotateIfDue();
        }

        if (finished is not null)
        {
            DumpInBackground();
        }

        Announce(finished);
        return result;
    }

    /// <summary>When open sub-buffers are written; the consumer thread's.</summary>
    internal FlushTimer Flush { get; }

    /// <summary>Gives back the memory of rings that nobody needs.</summary>
    internal void Tidy() => Tidy(Environment.TickCount64);

    /// <summary>Gives back the memory of rings that nobody needs, as of a time.</summary>
    internal void Tidy(long now)
    {
        lock (_drain)
        {
            if (_state == SessionState.Started)
            {
                _channels.ForEach(channel => channel.Rings.Tidy(now));
            }
        }
    }

    /// <summary>Whether a new thread would find a ring that an ended one left.</summary>
    internal bool HasFreeRing => Array.Exists(ChannelsSnapshot(), static channel => channel.Rings.HasFree);

    private void StopUnsynchronized()
    {
        UnbindAll();

        // What threads left that ended inside a probe is settled before the rings are drained to their end.
        ChannelNumbers.ReleaseEndedThreads();
        if (!EndsWithConsumer)
        {
            // Else it still looks after the lease.
            ConsumerThread.Detach(this);
        }

        lock (_drain)
        {
            if (_output is not null)
            {
                TakeBackUnsynchronized();
            }

            EndDumps();
            DrainUnsynchronized(takeOpen: true, isFinal: true);
            _watched.LookAtCounters(_channels);
            _state = SessionState.Stopped;
        }
    }

    private DrainResult DrainUnsynchronized(bool takeOpen, bool isFinal)
    {
        var result = new DrainResult();
        string? error = null;
        foreach (TraceChannel channel in _channels)
        {
            Exception? fault = null;
            if (channel.Overwrites)
            {
                channel.Rings.Observe();
            }
            else if (_isLent)
            {
                channel.Rings.Follow(informs: takeOpen);
            }
            else if (_output is { } output)
            {
                result.Add(channel.Rings.Drain(output, _traceId, takeOpen, reportLoss: isFinal, out fault));
            }

            if (fault is not null)
            {
                // Whatever it is, the app goes on. What is in the rings stays there and is tried again; when they are full, probes count what they drop.
                error = $"Channel '{channel.Name}': {fault.Message}";
            }

            if (channel.Rings.TakeOpeningError() is { } lack)
            {
                RuntimeEvents.Report(log => log.RingFailed(Name, channel.Name, lack));
            }
        }

        // At each flush at the most, so that telling of losses never takes much of the output.
        if ((takeOpen || _ownStreamFails) && TellLosses(isFinal) is { } reason)
        {
            error ??= $"Stream '{OwnStream.Name}': {reason.Message}";
        }

        if (isFinal)
        {
            SyncClocks();
        }
        else
        {
            SyncClocksIfDue();
        }

        if (takeOpen && WriteState() is { } stateFault)
        {
            error ??= $"Stream '{OwnStream.StateName}': {stateFault.Message}";
        }

        if (error is not null && _outputError is null)
        {
            RuntimeEvents.Report(log => log.OutputFailed(Name, error));
        }

        _outputError = error;
        _writtenBytes = _finishedBytes + (_output?.Length ?? 0);
        foreach (TraceChannel channel in _channels)
        {
            channel.Rings.IsOutputFailing = error is not null || (_output is null && !_isLent);
        }

        return result;
    }

    private void Describe(ClockDescription clock)
    {
        string text = Prolog.Format(_traceId, TraceEnvironment.Describe(Name), clock) + OwnEventClasses.Describe();
        ITraceOutput? output = OutputFolder is null ? null : _makeOutput(OutputFolder);
        SessionFile? remains = null;
        try
        {
            remains = new SessionFile(_traceId, Name, OutputFolder);
            foreach (TraceChannel channel in _channels)
            {
                remains.AddChannel(channel.StreamClass, channel.Name);
            }

            remains.AddChannel(OwnEventClasses.StreamClass, OwnEventClasses.StreamClassName);
            _metadata.Begin(text, remains, output);
        }
        catch
        {
            remains?.Dispose();
            output?.Dispose();
            throw;
        }

        _remains = remains;
        BeginOutput(output);
        Leftovers.RemoveInBackground();
    }

    /// <summary>What is told at the begin of a recording. Then call <see cref="DumpInBackground"/>, under no lock.</summary>
    private void BeginState()
    {
        lock (_drain)
        {
            SyncClocks();
            RequestDump(StatedumpReason.Start);
        }
    }

    private void BeginOutput(ITraceOutput? output)
    {
        lock (_drain)
        {
            _output = output;
            BeginPeriod();
        }
    }
}
