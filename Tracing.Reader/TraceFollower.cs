using System.Runtime.CompilerServices;
using Tracing.Reader.Following;
using Tracing.Reader.Merging;

namespace Tracing.Reader;

/// <summary>
/// Reads a trace that is still being written: metadata that grows, streams that grow, new streams, and the next folders of a
/// rotated session.
/// </summary>
/// <remarks>
/// Only whole packets are read. When the metadata has grown, the same kind of event is described by another
/// <see cref="TraceEventClass"/>. Belongs to one thread at a time. Items allocate nothing; looks do.
/// </remarks>
public sealed class TraceFollower : IDisposable
{
    private readonly TraceFollowOptions _options;
    private readonly TraceWalk _walk;
    private readonly LagWindow _lag;
    private readonly FollowedFolder _folder;

    private TraceFollower(string path, TraceFollowOptions options)
    {
        Path = path;
        _options = options;
        _walk = new TraceWalk(options.Reading) { KeepBackAfter = long.MinValue };
        _lag = new LagWindow(options.Time, options.Lag);
        _folder = new FollowedFolder(path, _walk, _lag);
    }

    /// <summary>The folder that was opened.</summary>
    public string Path { get; }

    /// <summary>The traces that have been found so far.</summary>
    public IReadOnlyList<TraceDescription> Traces => [.. _folder.Traces];

    /// <summary>Their streams.</summary>
    public IReadOnlyList<TraceStream> Streams => _folder.Streams;

    /// <summary>Whether <see cref="Complete"/> has been called.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The item; valid until the enumeration goes on.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TraceEvent Current => new(_walk.Current);

    /// <summary>Opens a folder and looks at what is there. The trace itself may come later.</summary>
    /// <param name="path">The folder that the trace is or will be in, at any depth.</param>
    /// <param name="options">How to follow; null for the defaults.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static TraceFollower Open(string path, TraceFollowOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"There is no folder '{path}'.");
        }

        var follower = new TraceFollower(path, options ?? new TraceFollowOptions());
        follower.Refresh();
        return follower;
    }

    /// <summary>Goes to the next item; false if there is none for now, or at all once it is complete.</summary>
    /// <exception cref="TraceFormatException">Something is wrong, in strict mode.</exception>
    public bool TryMoveNext() => _walk.MoveNext();

    /// <summary>Looks at what has been written since the last look.</summary>
    /// <returns>Whether there may be more items now.</returns>
    public bool Refresh()
    {
        if (IsComplete)
        {
            return false;
        }

        bool isNew = _folder.Look();
        bool isSettled = _lag.Look();
        _walk.KeepBackAfter = _lag.Settled;
        _walk.AskAgain();
        return isNew || isSettled;
    }

    /// <summary>
    /// Looks a last time and keeps nothing back any longer: the writer has ended. A packet that is not whole becomes a problem.
    /// </summary>
    public void Complete()
    {
        if (!IsComplete)
        {
            IsComplete = true;
            _folder.Complete();
            _walk.KeepBackAfter = long.MaxValue;
            _walk.AskAgain();
        }
    }

    /// <summary>All items as they come, until the follower is complete. An item is valid until the next one is asked for.</summary>
    /// <param name="cancellation">Ends the waiting with an exception.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async IAsyncEnumerable<TraceEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (true)
        {
            while (TryMoveNext())
            {
                yield return Current;
            }

            // It may have been completed meanwhile, with new items.
            cancellation.ThrowIfCancellationRequested();
            if (IsComplete)
            {
                if (TryMoveNext())
                {
                    yield return Current;
                    continue;
                }

                yield break;
            }

            if (!Refresh())
            {
                await Task.Delay(_options.PollInterval, _options.Time, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        _folder.Dispose();
        _walk.Dispose();
    }
}
