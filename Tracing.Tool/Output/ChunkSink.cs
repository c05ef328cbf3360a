namespace Tracing.Tool.Output;

/// <summary>Writes chunks in a thread of its own, in order. A bounded number is on its way; the producer then waits.</summary>
internal sealed class ChunkSink : IDisposable
{
    /// <summary>One that is filled, one that is written, and two so that neither waits for a hiccup of the other.</summary>
    private const int MaxChunks = 4;

    private readonly Stream _destination;
    private readonly int _chunkSize;
    private readonly Thread _thread;

    // A monitor, not a spinning queue: on a busy machine the other thread needs the core that spinning would take.
    private readonly object _lock = new();
    private readonly Queue<(byte[] Bytes, int Count)> _full = new();
    private readonly Stack<byte[]> _free = new();
    private bool _isComplete;
    private Exception? _failure;

    public ChunkSink(Stream destination, int chunkSize)
    {
        _destination = destination;
        _chunkSize = chunkSize;
        _thread = new Thread(Run) { IsBackground = true, Name = "output" };
        _thread.Start();
    }

    /// <summary>An empty chunk.</summary>
    public byte[] Rent()
    {
        lock (_lock)
        {
            return _free.TryPop(out byte[]? chunk) ? chunk : new byte[_chunkSize];
        }
    }

    /// <summary>Gives a chunk to be written.</summary>
    /// <exception cref="OutputClosedException">Nobody reads the output any more.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Hand(byte[] bytes, int count)
    {
        lock (_lock)
        {
            while (_full.Count >= MaxChunks && _failure is null)
            {
                Monitor.Wait(_lock);
            }

            if (_failure is null)
            {
                _full.Enqueue((bytes, count));
                Monitor.PulseAll(_lock);
            }
        }

        Check();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isComplete = true;
            Monitor.PulseAll(_lock);
        }

        _thread.Join();
        _destination.Dispose();
        Check();
    }

    private void Check()
    {
        Exception? failure;
        lock (_lock)
        {
            failure = _failure;
        }

        if (failure is not null)
        {
            throw StandardOutput.IsBrokenPipe(failure)
                ? new OutputClosedException()
                : new IOException($"The output cannot be written: {failure.Message}", failure);
        }
    }

    private void Run()
    {
        while (TryTake(out (byte[] Bytes, int Count) chunk))
        {
            try
            {
                _destination.Write(chunk.Bytes, 0, chunk.Count);
                _destination.Flush();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OutputClosedException)
            {
                lock (_lock)
                {
                    _failure = exception;
                    Monitor.PulseAll(_lock);
                }

                return;
            }

            lock (_lock)
            {
                if (chunk.Bytes.Length == _chunkSize)
                {
                    _free.Push(chunk.Bytes);
                }
            }
        }
    }

    private bool TryTake(out (byte[] Bytes, int Count) chunk)
    {
        lock (_lock)
        {
            while (_full.Count == 0 && !_isComplete)
            {
                Monitor.Wait(_lock);
            }

            bool isThere = _full.TryDequeue(out chunk);
            Monitor.PulseAll(_lock);
            return isThere;
        }
    }
}
