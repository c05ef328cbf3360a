using System.Collections.Concurrent;

namespace Tracing.Tool.Output;

/// <summary>Writes chunks in a thread of its own, in order. A bounded number is on its way; the producer then waits.</summary>
internal sealed class ChunkSink : IDisposable
{
    /// <summary>One that is filled, one that is written, and two so that neither waits for a hiccup of the other.</summary>
    private const int MaxChunks = 4;

    private readonly Stream _destination;
    private readonly BlockingCollection<(byte[] Bytes, int Count)> _full = new(MaxChunks);
    private readonly ConcurrentBag<byte[]> _free = [];
    private readonly Thread _thread;
    private readonly int _chunkSize;

    // Set once by the writing thread; a late look only lets one more chunk go to nowhere.
    private volatile Exception? _failure;

    public ChunkSink(Stream destination, int chunkSize)
    {
        _destination = destination;
        _chunkSize = chunkSize;
        _thread = new Thread(Run) { IsBackground = true, Name = "output" };
        _thread.Start();
    }

    public byte[] Rent() => _free.TryTake(out byte[]? chunk) ? chunk : new byte[_chunkSize];

    /// <summary>Gives a chunk to be written.</summary>
    /// <exception cref="OutputClosedException">Nobody reads the output any more.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Hand(byte[] bytes, int count)
    {
        Check();
        _full.Add((bytes, count));
    }

    public void Dispose()
    {
        _full.CompleteAdding();
        _thread.Join();
        _full.Dispose();
        _destination.Dispose();
        Check();
    }

    private void Check()
    {
        switch (_failure)
        {
            case null:
                return;
            case var exception when StandardOutput.IsBrokenPipe(exception):
                throw new OutputClosedException();
            default:
                throw new IOException($"The output cannot be written: {_failure.Message}", _failure);
        }
    }

    private void Run()
    {
        foreach ((byte[] bytes, int count) in _full.GetConsumingEnumerable())
        {
            if (_failure is null)
            {
                try
                {
                    _destination.Write(bytes, 0, count);
                    _destination.Flush();
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OutputClosedException)
                {
                    // Goes on taking chunks, so that the producer never waits for a place in the queue.
                    _failure = exception;
                }
            }

            if (bytes.Length == _chunkSize)
            {
                _free.Add(bytes);
            }
        }
    }
}
