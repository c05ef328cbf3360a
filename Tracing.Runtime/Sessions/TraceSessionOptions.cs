using Tracing.Runtime.Output;

namespace Tracing.Runtime;

/// <summary>Where a session records to. Read when the session is created.</summary>
public sealed class TraceSessionOptions
{
    /// <summary>The trace's folder: made when the session starts, and must be empty or not exist. Relative to the current
    /// directory. Null: nothing is written until a snapshot, and all channels must overwrite, unless <see cref="TraceSession.AddOutput"/> adds one.</summary>
    public string? Output { get; set; }

    /// <summary>When the trace goes on in a new chunk, and which finished chunks stay. Null: only when <see cref="TraceSession.Rotate"/> is called, and all stay.</summary>
    public RotationOptions? Rotation { get; set; }

    /// <summary>
    /// A snapshot of what the overwriting channels hold, taken before the process dies of an unhandled exception; all other threads still run then. One
    /// that fails is reported to the EventSource <c>Tracing-Runtime</c> only. Null: none. Not for ends that .NET does not report, such as
    /// <see cref="Environment.FailFast(string)"/>: recover what they leave with <see cref="TraceRecovery"/>.
    /// </summary>
    public CrashSnapshotOptions? CrashSnapshot { get; set; }

    /// <summary>
    /// What the session tells of the process by itself, at its start, in each chunk of a trace that rotates and in each snapshot. Null: nothing, until
    /// <see cref="TraceSession.Statedump"/> is called. Default: all but the environment variables.
    /// </summary>
    public StatedumpOptions? Statedump { get; set; } = new();

    /// <summary>The clock of the process, if the choice is not left to the runtime. All live sessions share one. The
    /// environment variable <c>TRACING_CLOCK</c> takes precedence: whoever runs the program knows the machine.</summary>
    public ClockKind? Clock { get; set; }

    /// <summary>
    /// How long an event may stay unseen: that often the sub-buffers that are not full yet are written too. Shorter periods make more
    /// and smaller packets; full sub-buffers are written at once in any case. From 1 ms to a day. Default: 1 s.
    /// </summary>
    public TimeSpan FlushPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A copy, that later changes do not reach.</summary>
    internal TraceSessionOptions Copy()
    {
        var copy = (TraceSessionOptions)MemberwiseClone();
        copy.Rotation = Rotation?.Copy();
        copy.CrashSnapshot = CrashSnapshot?.Copy();
        return copy;
    }

    /// <summary>Whether another process is to drain the rings (<see cref="TraceSession.Lend"/>): then channels need no output to discard or block, and a session without one ends with its consumer.</summary>
    internal bool IsForOutside { get; set; }

    /// <summary>Makes the output for a folder; another one in tests of failing outputs.</summary>
    internal Func<string, ITraceOutput> MakeOutput { get; set; } = static folder => new FolderOutput(folder);
}
