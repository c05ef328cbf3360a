namespace Tracing.Runtime;

/// <summary>What a process that died left in shared memory of one of its sessions.</summary>
public sealed class RecoverableTrace
{
    private readonly string _sessionFile;

    internal RecoverableTrace(string sessionFile, int processId, DateTime processStart, string session, string? outputFolder, int rings, long events)
    {
        _sessionFile = sessionFile;
        ProcessId = processId;
        ProcessStart = processStart;
        Session = session;
        OutputFolder = outputFolder;
        Rings = rings;
        Events = events;
    }

    /// <summary>The process that died.</summary>
    public int ProcessId { get; }

    /// <summary>When it had started, UTC.</summary>
    public DateTime ProcessStart { get; }

    /// <summary>The session's name.</summary>
    public string Session { get; }

    /// <summary>The folder that its trace was written to; null for a flight recorder without an output.</summary>
    public string? OutputFolder { get; }

    /// <summary>Ring files that are left.</summary>
    public int Rings { get; }

    /// <summary>Events in them that are not in the trace's folder yet.</summary>
    public long Events { get; }

    /// <summary>
    /// Writes out what is left, in order, and removes it from shared memory. Every event whose probe call had returned is in the
    /// trace then, or counted there as lost.
    /// </summary>
    /// <param name="output">
    /// Null: the trace's own folder, which is completed. Or an empty folder that gets what is left as a trace of its own; needed for a
    /// flight recorder without an output.
    /// </param>
    /// <returns>How many events were written.</returns>
    /// <exception cref="InvalidOperationException">There is no output to complete, and none was named; or this was recovered already.</exception>
    /// <exception cref="IOException">The output cannot be written to. What is left stays, for another try.</exception>
    public long Recover(string? output = null) => Extraction.Recovery.Recover(_sessionFile, output);

    /// <summary>Removes what is left without writing it out.</summary>
    public void Delete() => Extraction.Recovery.Delete(_sessionFile);
}
