using Tracing.Runtime.Clock;
using Tracing.Runtime.Consumer;
using Tracing.Runtime.Output;
using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.Statedump;

namespace Tracing.Runtime;

/// <remarks>The stream of the clock and of the statedump (docs/clocks.md, docs/statedump.md). The fields are used under <see cref="_drain"/> only.</remarks>
public sealed partial class TraceSession
{
    /// <summary>Most bytes that wait for an output that fails: some dumps. What is more is not told.</summary>
    private const int MaxUnwrittenState = 16 << 20;

    private readonly OwnStream _stateStream = new(OwnStream.StateInstance);
    private readonly ClockSyncLog _syncs = new();

    /// <summary>What is to be written next.</summary>
    private readonly OwnRecords _unwrittenState = new();

    /// <summary>How much of the application's data the output had when the clocks were last written beside it.</summary>
    private (ITraceOutput? Output, long Written) _synced;

    /// <summary>Where it is written: to the output, or, while another process drains, to where that one copies it from.</summary>
    private ITraceOutput? StateOutput => _mailbox ?? _output;

    /// <summary>Bytes of the output's streams that are the application's events, or tell of their loss.</summary>
    private long RecordedBytes => _output!.StreamLength - _stateStream.LengthIn(_output);

    /// <summary>What grows when something else is written.</summary>
    private (ITraceOutput? Output, long Written) Progress => _isLent ? (_mailbox, _channels.Sum(static channel => (long)channel.Rings.Count().Recorded)) : (_output, RecordedBytes);

    /// <summary>What is told at the begin of a recording. Then call <see cref="DumpInBackground"/>, under no lock.</summary>
    private void BeginState()
    {
        lock (_drain)
        {
            SyncClocks();
            RequestDump(StatedumpReason.Start);
        }
    }

    /// <summary>Reads the clocks now and then, and writes that if something else was written.</summary>
    private void SyncClocksIfDue()
    {
        if (!_syncs.TakeIfDue(Environment.TickCount64) || StateOutput is null)
        {
            return;
        }

        (ITraceOutput? Output, long Written) now = Progress;
        if (now != _synced)
        {
            _synced = now;
            _syncs.MoveTo(_unwrittenState);
        }
    }

    /// <summary>Reads the clocks, to be written in any case: at a begin or an end.</summary>
    private void SyncClocks()
    {
        _syncs.Take(Environment.TickCount64);
        if (StateOutput is not null)
        {
            _synced = Progress;
            _syncs.MoveTo(_unwrittenState);
        }
    }

    /// <summary>Tells the end in what is written to by now: what comes next goes elsewhere.</summary>
    private void EndState()
    {
        EndDumps();
        SyncClocks();
        if (WriteState() is { } fault)
        {
            RuntimeEvents.Report(log => log.OutputFailed(Name, $"Stream '{OwnStream.StateName}': {fault.Message}"));
        }
    }

    /// <summary>Has records written, soon; false if too much waits already.</summary>
    private bool TryAddState(OwnRecords records)
    {
        bool fits = _unwrittenState.Size + records.Size <= MaxUnwrittenState;
        if (fits)
        {
            _unwrittenState.Add(records);
        }

        return fits;
    }

    /// <summary>Writes what waits.</summary>
    /// <returns>What went wrong with the output, if anything did; then it is written the next time.</returns>
    private Exception? WriteState()
    {
        if (_unwrittenState.IsEmpty || StateOutput is not { } output)
        {
            return null;
        }

        try
        {
            _stateStream.Append(output, _traceId, _unwrittenState.ToPacket(_stateStream), lost: 0);
            _unwrittenState.Clear();
            return null;
        }
        catch (Exception exception)
        {
            // Whatever it is, the app goes on.
            return exception;
        }
    }

    /// <summary>Writes the clocks' last readings, none older than its events may be, and a dump to a snapshot.</summary>
    private void WriteState(ITraceOutput snapshot, Guid id, OwnRecords dump, TimeSpan? maxAge)
    {
        var records = new OwnRecords();
        lock (_drain)
        {
            _syncs.Take(Environment.TickCount64);
            ulong age = maxAge is { Ticks: < long.MaxValue / TimeSpan.NanosecondsPerTick and var ticks } ? (ulong)(ticks * TimeSpan.NanosecondsPerTick) : ulong.MaxValue;
            ulong now = _clock == ClockKind.Counter ? 0 : ClockDescription.Now();
            _syncs.CopyTo(records, now - Math.Min(now, age));
        }

        records.Add(dump);
        using var stream = new OwnStream(OwnStream.StateInstance);
        stream.Append(snapshot, id, records.ToPacket(stream), lost: 0);
    }
}
