using Tracing.Format;
using Tracing.Runtime.Extraction;
using Tracing.Runtime.Output;
using Tracing.Runtime.Packets;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Outside;

/// <summary>The rings of a session of another process, as they come and go.</summary>
/// <param name="folder">The process's folder.</param>
/// <param name="traceId">The trace.</param>
/// <param name="term">The term in which they may be drained.</param>
/// <param name="output">The trace's folder.</param>
internal sealed unsafe class OutsideRings(string folder, Guid traceId, ushort term, FolderOutput output) : IDisposable
{
    /// <summary>A folder's time of change is told in ticks of the system's timer, 10 ms at the most: within twice that, in ms, it may change again and look the same.</summary>
    private const long TimeGrainMs = 20;

    private readonly Dictionary<string, OutsideRing> _rings = [];
    private readonly HashSet<string> _others = [];
    private readonly Dictionary<string, PacketStream> _streams = [];
    private DateTime _changed;
    private long _changeSeenAt;
    private bool _isSettled;
    private long _writtenBefore;
    private long _lostBefore;

    /// <summary>Those that exist.</summary>
    public IReadOnlyCollection<OutsideRing> All => _rings.Values;

    /// <summary>Events written to the trace.</summary>
    public long Written => _writtenBefore + _rings.Values.Sum(static ring => ring.Written);

    /// <summary>Events that were lost since the rings were there.</summary>
    public long Lost => _lostBefore + _rings.Values.Sum(static ring => ring.Lost);

    /// <summary>Looks whether there are other rings than before. One system call if not.</summary>
    /// <param name="session">What the session file says.</param>
    /// <exception cref="TermOverException">A ring was taken back.</exception>
    public void Refresh(OutsideMetadata session)
    {
        DateTime changed = Directory.GetLastWriteTimeUtc(folder);
        long now = Environment.TickCount64;
        if (changed != _changed)
        {
            _changed = changed;
            _changeSeenAt = now;
            _isSettled = false;
        }

        if (_isSettled)
        {
            return;
        }

        _isSettled = now - _changeSeenAt > TimeGrainMs;
        string[] paths = Paths();
        _others.IntersectWith(paths);
        bool isWhole = true;
        foreach (string path in paths.Where(path => !_rings.ContainsKey(path) && !_others.Contains(path)))
        {
            isWhole &= TryAdd(path, session);
        }

        foreach (string gone in _rings.Keys.Except(paths).ToArray())
        {
            // Its process needs the memory no longer: nothing is in it.
            OutsideRing ring = _rings[gone];
            _writtenBefore += ring.Written;
            _lostBefore += ring.Lost;
            ring.Dispose();
            _rings.Remove(gone);
        }

        _isSettled &= isWhole;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (OutsideRing ring in _rings.Values)
        {
            ring.Dispose();
        }

        foreach (PacketStream stream in _streams.Values)
        {
            stream.Dispose();
        }

        // Until here the counts were read from the rings.
        _rings.Clear();
        _streams.Clear();
    }

    private string[] Paths()
    {
        try
        {
            return Directory.GetFiles(folder, "*" + RingFolder.RingExtension);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Takes a ring. False if it is not ready yet.</summary>
    private bool TryAdd(string path, OutsideMetadata session)
    {
        RingFile? file;
        try
        {
            file = RingFile.TryOpen(path, traceId);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // It is being made, or is gone by now.
            return false;
        }

        if (file is null)
        {
            return !MayBecomeOne(path) && Ignore(path);
        }

        // acquire: all that is written when the ring is made. Pairs with the release in ChannelRing.Move.
        if (Volatile.Read(ref file.Header->Ownership) == 0)
        {
            file.Close();
            return false;
        }

        if (file.Header->Mode == RingFileHeader.OverwriteMode)
        {
            // A flight recorder stays its process's.
            file.Close();
            return Ignore(path);
        }

        RingReader first = RingReader.Over(file.Memory, new HoleList());
        if (first.Term != term)
        {
            // Before anything is done in the folder, which may be another's by now. If it changes from here on, no packet can be taken.
            file.Close();
            throw new TermOverException();
        }

        session.Follow(output);
        if (OutsideRing.StreamName(file.Header, session.Remains!) is not { } name)
        {
            file.Close();
            return Ignore(path);
        }

        if (!_streams.TryGetValue(name, out PacketStream? stream))
        {
            stream = new PacketStream(name, file.Header->StreamClass, file.Header->StreamInstance);
            Begin(stream, first.Progress);
            _streams.Add(name, stream);
        }

        _rings.Add(path, new OutsideRing(file, folder, stream));
        return true;
    }

    private bool Ignore(string path)
    {
        _others.Add(path);
        return true;
    }

    /// <summary>Whether a file that is no ring of the session is none yet: it has no header page, or not all of it.</summary>
    private static bool MayBecomeOne(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[RingFileHeader.SubBufferTableOffset];
            int size = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            fixed (byte* header = bytes)
            {
                return size < bytes.Length || ((RingFileHeader*)header)->Ownership == 0;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Begin(PacketStream stream, in ConsumerState state)
    {
        string path = output.PathOf(stream.Name);
        if (!File.Exists(path))
        {
            stream.Follow(state with { StreamLength = 0, Chunk = 0 });
            return;
        }

        // An earlier consumer of the same session wrote here, and may have died at it.
        (long length, _) = StreamRepair.CutBack(path, traceId, state.NextPacket);
        stream.GoOn(state with { StreamLength = (ulong)length, Chunk = 0 }, output);
    }
}
