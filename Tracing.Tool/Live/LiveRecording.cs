using System.Diagnostics;
using Tracing.Tool.Output;

namespace Tracing.Tool.Live;

/// <summary>A recording while it runs: looks after its processes until it is to end.</summary>
internal sealed class LiveRecording(RecordingLimits limits, Func<bool> isAskedToEnd) : IDisposable
{
    /// <summary>How often counts are asked for: what a person follows with the eyes.</summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);

    private readonly List<RecordedProcess> _processes = [];
    // Not disposed of: a signal, or the end of a child, may still be told about.
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Stopwatch _watch = new();

    /// <summary>All processes, those that ended too.</summary>
    public IReadOnlyList<RecordedProcess> Processes => _processes;

    /// <summary>Finds processes that start later; null where nobody asked for them.</summary>
    public ProcessScan? Scan { get; set; }

    /// <summary>Adds a process.</summary>
    public void Add(RecordedProcess process)
    {
        _processes.Add(process);
        Messages.Say($"recording {process.Process.Name} ({process.Process.Pid}) to {process.Folder}");
    }

    /// <summary>Makes it look at once whether it is to end. Thread-safe.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Records until it is to end.</summary>
    public void Run()
    {
        var progress = new RecordingProgress();
        _watch.Start();
        while (!IsOver())
        {
            TimeSpan rest = limits.Duration is { } duration && duration - _watch.Elapsed < s_interval ? duration - _watch.Elapsed : s_interval;
            _wake.WaitOne(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
            Scan?.Run();
            foreach (RecordedProcess process in _processes)
            {
                process.Update();
            }

            progress.Show(_processes, _watch.Elapsed);
        }
    }

    /// <summary>Ends it in all processes.</summary>
    public void Finish()
    {
        foreach (RecordedProcess process in _processes)
        {
            process.Finish();
        }

        ProgressMeter.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _processes.ForEach(static process => process.Dispose());

    private bool IsOver() =>
        isAskedToEnd()
        || (limits.Duration is { } duration && _watch.Elapsed >= duration)
        || (limits.MaxBytes is { } max && _processes.Sum(static process => process.Bytes) >= max)
        || (!limits.WaitsForMore && !_processes.Exists(static process => process.IsLive));
}
