using System.Text;
using Tracing.Runtime.Clock;
using Tracing.Runtime.Consumer;
using Tracing.Runtime.Extraction;
using Tracing.Runtime.Output;
using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.Packets;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.Sessions;

namespace Tracing.Runtime;

/// <remarks>Snapshots of the flight recorder.</remarks>
public sealed partial class TraceSession
{
    private readonly Lock _snapshot = new();
    private readonly CrashSnapshotOptions? _crashSnapshot;

    /// <summary>
    /// Writes what the session's overwriting channels hold to a trace of its own, without stopping: every event that was
    /// committed before the call and is not overwritten by a newer one meanwhile. Channels that discard are copied as far as they
    /// are recorded, so that both are in one trace; of a trace that rotated, the chunk that is being recorded. Also after <see cref="Stop"/>. Concurrent calls wait for each other.
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
        Snapshot(output, options, isCrash: false);
    }

    private void Snapshot(string output, SnapshotOptions options, bool isCrash)
    {
        // Before the rings are copied, since the application's methods write to them. When the process dies the rings come first.
        bool isPossible = !_metadata.IsEmpty && Array.Exists(ChannelsSnapshot(), static channel => channel.Overwrites);
        OwnRecords? dump = isCrash || !isPossible ? null : DumpForSnapshot(callsMethods: true);
        using ProducerWait.Scope noWaiting = ProducerWait.Forbid();
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
            try
            {
                Write(snapshot, channels, options, dump);
            }
            catch
            {
                // Half a snapshot is no trace. The folder was ours alone, and is left free for the next try.
                snapshot.Dispose();
                DeleteContents(folder);
                throw;
            }
        }
    }

    /// <summary>Takes the snapshot that the options ask for when the process dies of an exception. Never throws.</summary>
    internal void TakeCrashSnapshot()
    {
        if (_crashSnapshot is null || _metadata.IsEmpty)
        {
            return;
        }

        try
        {
            Snapshot(FolderPattern.Expand(_crashSnapshot.Folder, Name), _crashSnapshot.Limits ?? new SnapshotOptions(), isCrash: true);
        }
        catch (Exception exception)
        {
            // Whatever it is: the process dies of something else, and that is what its user wants to see.
            RuntimeEvents.Log.CrashSnapshotFailed(Name, exception.Message);
        }
    }

    private static void DeleteContents(string folder)
    {
        foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            File.Delete(file);
        }
    }

    private void Write(ITraceOutput snapshot, TraceChannel[] channels, SnapshotOptions options, OwnRecords? dump)
    {
        // A trace of its own, with an id of its own: readers take folders of one id for parts of one trace.
        var id = Guid.NewGuid();
        var writer = new SnapshotWriter(snapshot, id, options, _clock == ClockKind.Counter ? 0 : ClockDescription.Now());
        foreach (TraceChannel channel in channels)
        {
            if (channel.Overwrites)
            {
                writer.Write(channel.Rings.All);
            }
            else
            {
                foreach ((string name, IStreamOutput stream, long length) in FlushStreams(channel))
                {
                    using IStreamOutput copy = snapshot.CreateStream(name);
                    StreamCopy.Copy(stream, length, copy, id);
                }
            }
        }

        WriteLosses(snapshot, id, channels);
        WriteState(snapshot, id, dump ?? DumpForSnapshot(callsMethods: false), options.MaxAge);

        // Last: now it holds the class of every event that was copied, and makes the folder a trace.
        string metadata = Encoding.UTF8.GetString(_metadata.ToUtf8());
        snapshot.AppendMetadata(Encoding.UTF8.GetBytes(metadata.Replace(_traceId.ToString(), id.ToString(), StringComparison.Ordinal)));
    }

    // Only the lengths are taken under the lock: streams grow, but what is written stays.
    private List<(string Name, IStreamOutput Stream, long Length)> FlushStreams(TraceChannel channel)
    {
        lock (_drain)
        {
            if (_state == SessionState.Started)
            {
                DrainUnsynchronized(takeOpen: true, isFinal: false);
            }

            var streams = new List<(string Name, IStreamOutput Stream, long Length)>();
            foreach (PacketStream packets in channel.Rings.Streams)
            {
                if (packets.WrittenTo(_output) is var (stream, length))
                {
                    streams.Add((packets.Name, stream, length));
                }
            }

            return streams;
        }
    }

    internal void CheckLimits(SnapshotOptions options)
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
}
