using System.Diagnostics;
using Tracing.Runtime.Consumer;
using Tracing.Runtime.Extraction;
using Tracing.Runtime.Output;
using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.Sessions;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Outside;

/// <summary>
/// Drains a session of another process to a folder, so that the process spends no time on it: docs/outside-consumer.md. One thread at a time. The lease is
/// renewed by whoever talks with the process.
/// </summary>
internal sealed class OutsideConsumer : IDisposable
{
    /// <summary>How often is looked whether the process lives, and open sub-buffers are written too.</summary>
    private static readonly TimeSpan s_flushPeriod = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Longest wait between two looks: no producer ends it. In this time a thread at full speed (0.4 GB/s) writes 2 MB, for which rings grow; and 200 looks a second at idle
    /// rings cost a thousandth of a processor.
    /// </summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(5);

    private readonly string _sessionFile;
    private readonly string _folder;
    private readonly ConsumerLock _lock;
    private readonly OutsideMetadata _metadata;
    private readonly FolderOutput _output;
    private readonly OutsideRings _rings;
    private readonly OwnMail[] _ownEvents;
    private long _completed;

    /// <summary>Begins.</summary>
    /// <param name="session">What <see cref="TraceSession.Lend"/> told.</param>
    /// <param name="folder">The trace's folder: an empty one, or the one that the same session was drained to before.</param>
    /// <exception cref="IOException">Another consumer has the session, the session is gone, or the folder cannot be written to.</exception>
    public OutsideConsumer(LentSession session, string folder)
    {
        _folder = Path.GetFullPath(folder);
        _sessionFile = Path.Combine(session.Folder, session.TraceId.ToString("N") + SessionFile.Extension);
        _lock = ConsumerLock.Take(_sessionFile);
        try
        {
            _metadata = new OutsideMetadata(_sessionFile, session.TraceId);
            _output = _metadata.Open(_folder);

            // A trace without events is one too.
            _metadata.Follow(_output);
        }
        catch
        {
            _output?.Dispose();
            _lock.Dispose();
            throw;
        }

        _rings = new OutsideRings(session.Folder, session.TraceId, session.Term, _output);
        _ownEvents = OwnMail.Of(_sessionFile, _folder, session.TraceId);
    }

    /// <summary>Events written to the trace so far. Any thread; a flush period old at the most, and exact when <see cref="Run"/> has returned.</summary>
    public long Written { get; private set; }

    /// <summary>Events that the rings have lost so far. Any thread, likewise.</summary>
    public long Lost { get; private set; }

    /// <summary>Bytes of the trace so far. Any thread, likewise.</summary>
    public long Bytes { get; private set; }

    /// <summary>Rings that there are. Any thread, likewise.</summary>
    public int Rings { get; private set; }

    /// <summary>What keeps it from writing; null while all is well. What it cannot write stays in the rings, and is tried again.</summary>
    public string? OutputError { get; private set; }

    /// <summary>Drains until it is asked to stop, or there is nothing more to come.</summary>
    /// <param name="stop">Asks. What is committed by then is written too.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="IOException">The session has ended and the trace cannot be completed; what is left stays for a recovery.</exception>
    public OutsideEnd Run(CancellationToken stop)
    {
        var policy = new PollPolicy(s_longestWait);
        var flush = new FlushTimer(s_flushPeriod);
        try
        {
            while (true)
            {
                bool isLast = stop.IsCancellationRequested;
                TimeSpan now = Stopwatch.GetElapsedTime(0);
                bool isFlush = flush.IsDue(now) || isLast || _metadata.Remains is { HasEnded: true };
                if (isFlush && TryComplete())
                {
                    return OutsideEnd.Complete;
                }

                DrainResult result = DrainAll(isFlush);
                if (_metadata.Remains is { IsLent: false })
                {
                    // No ring says so where there is none.
                    throw new TermOverException();
                }

                if (isLast)
                {
                    return OutsideEnd.Asked;
                }

                TimeSpan wait = policy.Next(result);
                TimeSpan left = flush.Left(now);
                Wait(wait < left ? wait : left, stop);
            }
        }
        catch (TermOverException)
        {
            Count();
            CopyTheRest();
            return OutsideEnd.TakenBack;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        _lock.Dispose();
    }

    private static void Wait(TimeSpan wait, CancellationToken stop)
    {
        // The framework's sleeps are of a millisecond at least.
        if (wait >= TimeSpan.FromMilliseconds(2))
        {
            stop.WaitHandle.WaitOne(wait);
        }
        else if (wait > TimeSpan.Zero)
        {
            Nap.Take(wait);
        }
    }

    private DrainResult DrainAll(bool takeOpen)
    {
        var result = new DrainResult();
        string? error = null;
        try
        {
            _metadata.Follow(_output);
            _rings.Refresh(_metadata);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error = exception.Message;
        }

        foreach (OutsideRing ring in _rings.All)
        {
            try
            {
                result.Add(ring.Drain(_output, _metadata, takeOpen));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It stays in the ring, and is tried again.
                error = exception.Message;
            }
        }

        try
        {
            if (takeOpen)
            {
                Array.ForEach(_ownEvents, static mail => mail.Copy());
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error = exception.Message;
        }

        OutputError = error;
        if (takeOpen)
        {
            Count();
        }

        return result;
    }

    /// <summary>Writes all that is left and removes it, if the process has died or left it to this one.</summary>
    private bool TryComplete()
    {
        // The process holds the file as long as it, or the session, lives.
        using SessionHold? hold = SessionHold.TryTake(_sessionFile, patienceMs: 0);
        if (hold is null)
        {
            if (File.Exists(_sessionFile))
            {
                return false;
            }

            // Taken back and disposed of; or somebody else recovered it.
            throw new TermOverException();
        }

        SessionRemains remains = SessionRemains.Read(hold.ReadAll());
        if (!remains.IsLent)
        {
            throw new TermOverException();
        }

        Count();
        Close();
        _completed = Recovery.RecoverHeld(_sessionFile, remains, _folder, completes: true);
        Written += _completed;
        return true;
    }

    /// <summary>What the process told of losses before it took the rings back.</summary>
    private void CopyTheRest()
    {
        try
        {
            Array.ForEach(_ownEvents, static mail => mail.Copy());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            OutputError = exception.Message;
        }
    }

    private void Count()
    {
        Written = _rings.Written + _completed;
        Lost = _rings.Lost;
        Rings = _rings.All.Count;
        Bytes = _output.Length;
    }

    private void Close()
    {
        _rings.Dispose();
        _output.Dispose();
    }
}
