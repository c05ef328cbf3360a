using Tracing.Registry;
using Tracing.Runtime.Consumer;
using Tracing.Runtime.Extraction;
using Tracing.Runtime.Output;
using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.Packets;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.Sessions;
using Tracing.Runtime.SharedMemory;
using Tracing.Writing;

namespace Tracing.Runtime;

/// <remarks>Draining by another process: docs/outside-consumer.md says who does what meanwhile. What is here changes under <see cref="_drain"/>.</remarks>
public sealed partial class TraceSession
{
    /// <summary>How long a session that another process is to drain waits for one.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    private readonly bool _isForOutside;
    private Lease? _lease;
    private OwnMailbox? _mailbox;
    private string? _lentTo;
    private ushort _term;
    private bool _isLent;

    /// <summary>Whether another process drains the session. A hint.</summary>
    internal bool IsLent => _isLent;

    /// <summary>Whether there is nobody else to drain the session, so that it ends with its consumer's lease.</summary>
    private bool EndsWithConsumer => _isForOutside && OutputFolder is null;

    /// <summary>
    /// Leaves the draining of all channels that do not overwrite to another process, until the lease is over, <see cref="EndLease"/> or <see cref="TakeBack"/>. Then the
    /// session drains to its own output again; one without an output is disposed of, and what is in its rings is left to that process, or, if it has died, written to its folder.
    /// </summary>
    /// <param name="lease">How long that process is believed to live after this call and each <see cref="Renew"/>.</param>
    /// <param name="folder">Where it drains to, as this process sees it, so that its trace can be completed if it dies; null if this one does not see it.</param>
    /// <returns>What it needs to know.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The lease is too short or too long.</exception>
    /// <exception cref="ArgumentException">The folder is the session's own output.</exception>
    /// <exception cref="InvalidOperationException">The session does not record, is lent already or uses the counter clock; or the last consumer is held up and may go on.</exception>
    /// <exception cref="IOException">There is no room for what the other process needs.</exception>
    internal LentSession Lend(TimeSpan lease, string? folder)
    {
        LentSession lent = TracepointRegistry.Change(() => LendUnsynchronized(lease, folder));
        DumpInBackground();
        return lent;
    }

    private LentSession LendUnsynchronized(TimeSpan lease, string? folder)
    {
        if (lease < Lease.Shortest || lease > Lease.Longest)
        {
            throw new ArgumentOutOfRangeException(nameof(lease), lease, $"A lease must be from {Lease.Shortest} to {Lease.Longest}.");
        }

        if (folder is not null && folder == OutputFolder)
        {
            throw new ArgumentException($"'{folder}' is the output of session '{Name}' itself. Name another folder to drain to.", nameof(folder));
        }

        lock (_snapshot)
        lock (_drain)
        {
            CheckLendable();
            if (_output is not null)
            {
                DrainUnsynchronized(takeOpen: true, isFinal: false);
            }

            EndState();

            // First what can fail.
            _metadata.Say(file => file.Lend(folder));
            _mailbox = new OwnMailbox(_remains!.Path!);

            // What an earlier consumer was to copy is its own affair, or lost with it.
            _mailbox.Delete();
            _lentTo = folder;
            _ownStream.Leave();
            _stateStream.Leave();
            _term++;
            _isLent = true;
            foreach (TraceChannel channel in _channels.Where(static channel => !channel.Overwrites))
            {
                channel.Rings.IsOutputFailing = false;
                channel.Rings.Lend(_term);
            }

            _lease = new Lease(lease);
            ConsumerWake.Rouse();
            BeginState();
            return new LentSession(Path.GetDirectoryName(_remains.Path)!, _traceId, _term);
        }
    }

    /// <summary>Lets the lease begin anew.</summary>
    /// <exception cref="InvalidOperationException">The session is not lent: the lease was over.</exception>
    internal void Renew()
    {
        using ProducerWait.Scope noWaiting = ProducerWait.Forbid();
        lock (_drain)
        {
            if (!_isLent || _lease is null || _state == SessionState.Disposed)
            {
                throw new InvalidOperationException($"Session '{Name}' is not lent any more: it was not renewed in time, or has ended.");
            }

            _lease.Renew();
        }
    }

    /// <summary>Ends the lease, since the other process is gone.</summary>
    internal void EndLease()
    {
        using ProducerWait.Scope noWaiting = ProducerWait.Forbid();
        lock (_drain)
        {
            if (_isLent)
            {
                _lease?.End();
            }
        }

        ConsumerWake.Rouse();
    }

    /// <summary>
    /// Takes the draining back, if it is lent. A session without an output then waits for another process, for as long as the lease was, and is disposed of if none comes.
    /// </summary>
    internal void TakeBack()
    {
        CompleteDump(callsMethods: true);
        using ProducerWait.Scope noWaiting = ProducerWait.Forbid();
        lock (_drain)
        {
            if (_state != SessionState.Disposed)
            {
                TakeBackUnsynchronized();
            }
        }

        ConsumerWake.Rouse();
    }

    private void CheckLendable()
    {
        ThrowIfDisposed();
        if (_state != SessionState.Started)
        {
            throw new InvalidOperationException($"Session '{Name}' does not record, so there is nothing to drain. Start it first.");
        }

        if (_isLent)
        {
            throw new InvalidOperationException($"Session '{Name}' is drained by another process already{(_lentTo is null ? "" : $", to '{_lentTo}'")}.");
        }

        if (_clock == ClockKind.Counter)
        {
            throw new InvalidOperationException($"Session '{Name}' uses the counter clock, which no other process can read. Choose another clock, or let the process record by itself.");
        }

        if (_remains is not { Exists: true, Path: { } file })
        {
            throw new IOException($"Session '{Name}' has no session file: there was no room for it in shared memory. Create the session anew when there is.");
        }

        if (!ConsumerLock.IsFree(file))
        {
            throw new InvalidOperationException($"The last consumer of session '{Name}' has not ended, but is held up, and may go on to write. End that process, then try again.");
        }
    }

    private void BeginGrace()
    {
        if (EndsWithConsumer && !_isLent)
        {
            _lease = new Lease(s_grace);
        }
    }

    private void CheckLease()
    {
        if (_lease is null || !_lease.IsOver() || _state == SessionState.Disposed)
        {
            return;
        }

        if (!EndsWithConsumer)
        {
            TakeBackUnsynchronized();
            return;
        }

        // Not here: it takes locks that come before this one.
        _lease = null;
        RuntimeEvents.Report(log => log.ConsumerGone(Name));
        ThreadPool.UnsafeQueueUserWorkItem(static session => session.Dispose(), this, preferLocal: false);
    }

    private void TakeBackUnsynchronized()
    {
        if (!_isLent)
        {
            return;
        }

        bool isGone = ConsumerLock.IsFree(_remains!.Path!);
        EndState();
        _term++;
        foreach (TraceChannel channel in _channels.Where(static channel => !channel.Overwrites))
        {
            channel.Rings.TakeBack(_term);
        }

        if (isGone && _lentTo is not null)
        {
            Repair(_lentTo, _remains.Path!);
        }

        _ownStream.Return();
        _stateStream.Return();

        // Its file stays until the rings are lent again: that process may still copy the rest.
        _mailbox!.Dispose();
        _mailbox = null;
        _isLent = false;
        _metadata.Say(static file => file.TakeBack());
        _lease = EndsWithConsumer ? new Lease(_lease!.Length) : null;
    }

    /// <summary>Leaves the folder of a consumer that is gone as a trace of what it had drained: it may have died in the middle of a packet.</summary>
    private void Repair(string folder, string sessionFile)
    {
        try
        {
            if (!File.Exists(Path.Combine(folder, FolderOutput.MetadataName)))
            {
                return;
            }

            FolderOutput.Reopen(folder, _metadata.ToUtf8()).Dispose();
            foreach (PacketStream stream in _channels.Where(static channel => !channel.Overwrites).SelectMany(static channel => channel.Rings.Streams))
            {
                StreamRepair.CutBack(Path.Combine(folder, stream.Name), _traceId, stream.State.NextPacket);
            }

            Array.ForEach(OwnMail.Of(sessionFile, folder, _traceId), static mail => mail.Copy());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            RuntimeEvents.Report(log => log.OutputFailed(Name, $"The trace in '{folder}', whose consumer is gone, could not be completed: {exception.Message}"));
        }
    }

    /// <summary>Frees all rings, or leaves them to the process that drains them. Only when disposing.</summary>
    private void FreeRings()
    {
        var ids = new List<uint>();
        foreach (TraceChannel channel in _channels)
        {
            ChannelNumbers.Release(channel.Rings);
            if (_isLent && !channel.Overwrites)
            {
                ids.AddRange(channel.Rings.SharedIds);
                channel.Rings.HandOver();
            }
            else
            {
                channel.Rings.Dispose();
            }
        }

        if (_isLent)
        {
            _mailbox!.Dispose();
            _metadata.Say(static file => file.HandOver());
            HandedOver.Add(_remains!.Path!, ids);
        }
        else if (_remains?.Path is { } file)
        {
            // An earlier consumer's, who finds the session gone.
            OwnMail.Delete(file);
            RingFolder.DeleteFile(ConsumerLock.PathOf(file));
        }
    }
}
