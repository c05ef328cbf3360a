using Tracing.Runtime.Clock;
using Tracing.Runtime.Extraction;
using Tracing.Runtime.Output;
using Tracing.Runtime.Sessions;

namespace Tracing.Runtime;

/// <remarks>Snapshots of the flight recorder.</remarks>
public sealed partial class TraceSession
{
    private readonly Lock _snapshot = new();

    /// <summary>
    /// Writes what the session's overwriting channels hold to a trace of its own, without stopping: every event that was
    /// committed before the call and is not overwritten by a newer one meanwhile. Channels that discard are copied as far as they
    /// are recorded, so that both are in one trace. Also after <see cref="Stop"/>. Concurrent calls wait for each other.
    /// </summary>
    /// <param name="output">The snapshot's folder; must be empty or not exist.</param>
    /// <param name="options">Limits; null for none.</param>
    /// <exception cref="InvalidOperationException">The session was never started, or has no overwriting channel.</exception>
    /// <exception cref="IOException">The folder is not empty, or cannot be made or written to.</exception>
    public void Snapshot(string output, SnapshotOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        options ??= new SnapshotOptions();
        CheckLimits(options);
        lock (_snapshot)
        {
            ThrowIfDisposed();
            TraceChannel[] channels = ChannelsSnapshot();
            if (_metadata.IsEmpty)
            {
                throw new InvalidOperationException($"Session '{Name}' was never started, so there is nothing to take a snapshot of. Call {nameof(Start)} first.");
            }

            if (!Array.Exists(channels, static channel => channel.Overwrites))
            {
                throw new InvalidOperationException(
                    $"Session '{Name}' has no channel to take a snapshot of. Add one with {nameof(ChannelOptions)}.{nameof(ChannelOptions.Mode)} = {nameof(BufferMode)}.{nameof(BufferMode.Overwrite)}.");
            }

            string folder = Path.GetFullPath(output);
            using ITraceOutput snapshot = _makeOutput(folder);
            var writer = new SnapshotWriter(snapshot, _traceId, options, _clock == ClockKind.Counter ? 0 : ClockDescription.Now());
            foreach (TraceChannel channel in channels)
            {
                if (channel.Overwrites)
                {
                    writer.Write(channel.Rings.All);
                }
                else
                {
                    CopyRecorded(channel, snapshot);
                }
            }

            // Last: now it holds the class of every event that was copied, and makes the folder a trace.
            snapshot.AppendMetadata(_metadata.ToUtf8());
        }
    }

    private void CheckLimits(SnapshotOptions options)
    {
        if (options.MaxAge < TimeSpan.Zero || options.MaxBytes < 0)
        {
            throw new ArgumentException("A snapshot's limits cannot be negative.", nameof(options));
        }

        if (options.MaxAge is not null && _clock == ClockKind.Counter)
        {
            throw new ArgumentException($"Session '{Name}' uses the counter clock, which knows no age. Limit the snapshot by {nameof(options.MaxBytes)} instead.", nameof(options));
        }
    }

    private void CopyRecorded(TraceChannel channel, ITraceOutput snapshot)
    {
        lock (_drain)
        {
            if (_state == SessionState.Started)
            {
                DrainUnsynchronized(takeOpen: true, isFinal: false);
            }

            channel.Rings.CopyStreams(snapshot);
        }
    }
}
