using Tracing.Reader;
using Tracing.Tool.Output;
using Tracing.Tool.Live;

namespace Tracing.Tool.Reading;

/// <summary>A trace that is read while it is written: its items as they come, until the recording has ended or somebody wants to stop.</summary>
internal sealed class FollowedTrace : IDisposable
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(100);

    private readonly TraceFollower _follower;
    private readonly StopSignals _signals;

    private FollowedTrace(TraceFollower follower, StopSignals signals)
    {
        _follower = follower;
        _signals = signals;
    }

    /// <summary>The item; valid until the next one is asked for.</summary>
    public TraceEvent Current => _follower.Current;

    /// <summary>Opens a folder, and waits for it if there is none yet.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="strict">Whether the first thing that is wrong ends it.</param>
    /// <param name="signals">Ends the waiting.</param>
    /// <returns>Null if it was ended before there was a folder.</returns>
    /// <exception cref="ToolException">It cannot be opened.</exception>
    public static FollowedTrace? Open(string path, bool strict, StopSignals signals)
    {
        if (!Directory.Exists(path))
        {
            if (File.Exists(path))
            {
                throw new ToolException($"'{path}' is a file; give the folder that the trace is in.");
            }

            Messages.Say($"Waiting for '{path}' to appear. Ctrl-C ends the waiting.");
            while (!Directory.Exists(path))
            {
                if (signals.Wait(s_pollInterval))
                {
                    return null;
                }
            }
        }

        try
        {
            return new FollowedTrace(TraceFollower.Open(path, new TraceFollowOptions { Reading = new TraceReaderOptions { Strict = strict } }), signals);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TraceFormatException)
        {
            throw new ToolException(exception.Message);
        }
    }

    /// <summary>Goes to the next item, and waits for it.</summary>
    /// <param name="beforeWaiting">Called when there is none for now.</param>
    /// <returns>False at the end.</returns>
    public bool MoveNext(Action beforeWaiting)
    {
        while (!_signals.IsAsked)
        {
            if (_follower.TryMoveNext())
            {
                return true;
            }

            if (_follower.IsComplete)
            {
                return false;
            }

            if (_follower.Refresh())
            {
                continue;
            }

            beforeWaiting();

            // Asked before the last look: a recorder writes everything and then ends.
            if (Recorders.HaveEnded(_follower.Traces))
            {
                _follower.Complete();
            }
            else
            {
                _signals.Wait(s_pollInterval);
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _follower.Dispose();
}
