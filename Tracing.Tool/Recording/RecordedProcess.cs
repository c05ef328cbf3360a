using System.Globalization;
using Tracing.Control;
using Tracing.Runtime;
using Tracing.Tool.Control;
using Tracing.Tool.Output;

namespace Tracing.Tool.Recording;

/// <summary>A process that is recorded: its session, and what becomes of it when the recording, the process or the connection ends.</summary>
internal sealed class RecordedProcess : IDisposable
{
    private readonly ControlClient _client;
    private readonly RecordingPlan _plan;

    private RecordedProcess(ControlClient client, RecordingPlan plan, string folder)
    {
        _client = client;
        _plan = plan;
        Folder = folder;
    }

    /// <summary>The process.</summary>
    public HelloResult Process => _client.Process;

    /// <summary>Where its trace is, or will be.</summary>
    public string Folder { get; }

    /// <summary>What was counted, as far as it was asked for.</summary>
    public StatisticsEntry? Statistics { get; private set; }

    /// <summary>Rings that it has.</summary>
    public int Rings { get; private set; }

    /// <summary>Whether it still records.</summary>
    public bool IsLive { get; private set; } = true;

    /// <summary>Whether it ended before the recording did: then the counts are not its last ones.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>What went wrong; null for nothing.</summary>
    public string? Error { get; private set; }

    /// <summary>Starts a session in a process. The client belongs to the result.</summary>
    /// <exception cref="ControlException">The process refuses.</exception>
    public static RecordedProcess Start(ControlClient client, RecordingPlan plan)
    {
        string folder = Path.Combine(plan.Folder, string.Create(CultureInfo.InvariantCulture, $"{client.Process.Name}-{client.Process.Pid}"));
        SessionEntry made = client.Create(plan.Describe(plan.IsFlightRecorder ? null : folder));
        return new RecordedProcess(client, plan, folder) { Statistics = made.Statistics };
    }

    /// <summary>Takes up the session that a process was started with; null if it has none. The client belongs to the result.</summary>
    /// <exception cref="ControlException">The process does not answer.</exception>
    public static RecordedProcess? TryFollow(ControlClient client, RecordingPlan plan)
    {
        SessionEntry? session = client.Sessions().FirstOrDefault(session => session.Name == plan.Session && session.Output is not null);
        return session is null ? null : new RecordedProcess(client, plan, session.Output!) { Statistics = session.Statistics };
    }

    /// <summary>Asks what was counted since.</summary>
    public void Update()
    {
        if (!IsLive)
        {
            return;
        }

        try
        {
            SessionEntry session = _client.Sessions(_plan.Session)[0];
            Statistics = session.Statistics;
            Rings = session.Channels.Sum(static channel => channel.Rings);
        }
        catch (ControlException exception)
        {
            if (exception.Code is null && ProcessFinder.WaitUntilGone(Process.Pid, ProcessFinder.EndPatience))
            {
                IsLive = false;
                HasEnded = true;
                Recover();
            }
            else
            {
                Fail(exception.Message);
            }
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

        IsLive = false;
        try
        {
            if (_plan.IsFlightRecorder)
            {
                _client.Snapshot(new SnapshotParams { Session = _plan.Session, Folder = Folder });
            }

            Statistics = _client.Change(ControlMethods.DestroySession, _plan.Session);
        }
        catch (ControlException exception)
        {
            if (exception.Code is null && ProcessFinder.WaitUntilGone(Process.Pid, ProcessFinder.EndPatience))
            {
                HasEnded = true;
                Recover();
            }
            else
            {
                Fail(exception.Message);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // A process that ends writes out its rest by itself; one that was killed leaves it in shared memory.
    private void Recover()
    {
        foreach (RecoverableTrace left in TraceRecovery.Find().Where(left => left.ProcessId == Process.Pid && left.Session == _plan.Session))
        {
            try
            {
                long events = left.Recover(left.OutputFolder is null ? Folder : null);
                Messages.Say($"{_client.Name} ended without closing its trace; {Numbers.Count(events)} events were recovered from its rings");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                Fail($"what it left could not be recovered: {exception.Message} 'tracectl recover' tries again.");
            }
        }
    }

    private void Fail(string message)
    {
        IsLive = false;
        Error = message;
        Messages.Error($"{_client.Name}: {message}");
    }
}
