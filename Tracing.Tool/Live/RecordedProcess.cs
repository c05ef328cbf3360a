using Tracing.Control;
using Tracing.Runtime;
using Tracing.Tool.Control;
using Tracing.Tool.Output;

namespace Tracing.Tool.Live;

/// <summary>A process that is recorded: its session, and what becomes of it when the recording, the process or the connection ends.</summary>
internal sealed class RecordedProcess : IDisposable
{
    private readonly ControlClient _client;
    private readonly RecordingPlan _plan;
    private readonly OutsideDrain? _drain;

    /// <summary>Takes up a session.</summary>
    /// <param name="client">The process; the client belongs to the result.</param>
    /// <param name="plan">What is recorded.</param>
    /// <param name="folder">Where the trace is, or will be.</param>
    /// <param name="session">The session as it is.</param>
    /// <param name="drain">What drains it here; null if the process does.</param>
    public RecordedProcess(ControlClient client, RecordingPlan plan, string folder, SessionEntry session, OutsideDrain? drain = null)
    {
        _client = client;
        _plan = plan;
        _drain = drain;
        Folder = folder;
        Statistics = session.Statistics;
    }

    /// <summary>The process.</summary>
    public HelloResult Process => _client.Process;

    /// <summary>Where its trace is, or will be.</summary>
    public string Folder { get; }

    /// <summary>What was counted, as far as it was asked for.</summary>
    public StatisticsEntry Statistics { get; private set; }

    /// <summary>Bytes written.</summary>
    public long Bytes => _drain?.Bytes ?? Statistics.Bytes ?? 0;

    /// <summary>Rings that it has.</summary>
    public int Rings { get; private set; }

    /// <summary>Whether the process spends no time on writing.</summary>
    public bool IsDrainedHere => _drain is not null;

    /// <summary>Whether it still records.</summary>
    public bool IsLive { get; private set; } = true;

    /// <summary>Whether it ended before the recording did: then the counts are not its last ones.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>What went wrong; null for nothing.</summary>
    public string? Error { get; private set; }

    /// <summary>Asks what was counted since, and says that this program lives.</summary>
    public void Update()
    {
        if (!IsLive)
        {
            return;
        }

        try
        {
            if (_drain is not null)
            {
                _client.RenewConsumer(_plan.Session);
            }

            SessionEntry session = _client.Sessions(_plan.Session)[0];
            Statistics = session.Statistics;
            Rings = session.Channels.Sum(static channel => channel.Rings);
        }
        catch (ControlException exception)
        {
            TakeLeave(exception);
        }
    }

    /// <summary>Ends the recording: writes the flight recorder's snapshot, stops and removes the session.</summary>
    public void Finish()
    {
        Update();
        if (!IsLive)
        {
            return;
        }

        try
        {
            if (_plan.IsFlightRecorder)
            {
                _client.Snapshot(new SnapshotParams { Session = _plan.Session, Folder = Folder });
            }

            Statistics = _client.Change(ControlMethods.DestroySession, _plan.Session);
            IsLive = false;
            EndDrain();
        }
        catch (ControlException exception)
        {
            TakeLeave(exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _drain?.Dispose();
    }

    // The process does not answer, or refuses.
    private void TakeLeave(ControlException exception)
    {
        IsLive = false;
        if (exception.Code is not null || !ProcessFinder.WaitUntilGone(Process.Pid, ProcessFinder.EndPatience))
        {
            Fail(exception.Message);
            return;
        }

        HasEnded = true;
        if (_drain is not null)
        {
            EndDrain();
        }
        else
        {
            Recover();
        }
    }

    private void EndDrain()
    {
        if (_drain is null)
        {
            return;
        }

        if (!_drain.WaitForEnd(ProcessFinder.EndPatience))
        {
            Fail($"its rest could not be written{(_drain.OutputError is { } error ? $": {error}" : "")}. What is left stays in shared memory: 'tracectl recover' writes it out.");
        }
        else if (_drain.Failure is { } failure)
        {
            Fail(failure);
        }
    }

    // A process that ends writes out its rest by itself; one that was killed leaves it in shared memory.
    private void Recover()
    {
        foreach (RecoverableTrace left in TraceRecovery.Find().Where(left => left.ProcessId == Process.Pid && left.Session == _plan.Session))
        {
            try
            {
                long events = left.Recover(left.OutputFolder is null ? Folder : null);
                Messages.Say($"{_client.Name} ended without closing its trace; {Numbers.Counted(events, "event")} of its rings were written out");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                Fail($"what it left could not be recovered: {exception.Message} 'tracectl recover' tries again.");
            }
        }
    }

    private void Fail(string message)
    {
        Error = message;
        Messages.Error($"{_client.Name}: {message}");
    }
}
