using System.Text;
using Tracing.Runtime.Output;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Metadata;

/// <summary>
/// A session's metadata: what is appended goes to the session file and to the output at once, and stays here for snapshots and further
/// chunks, which are traces of their own. It decides which output a description goes to, so a rotation happens here first. Thread-safe.
/// </summary>
internal sealed class MetadataLog
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private SessionFile? _remains;
    private ITraceOutput? _output;

    /// <summary>Whether nothing has been appended yet.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _text.Length == 0;
            }
        }
    }

    /// <summary>Appends the first blocks, here only if the output took them.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="remains">Where they are found if this process dies: first of all, since the output's last block may be cut short then.</param>
    /// <param name="output">The output, if there is one.</param>
    /// <exception cref="IOException">The output failed; then the two are still the caller's.</exception>
    public void Begin(string blocks, SessionFile remains, ITraceOutput? output)
    {
        lock (_gate)
        {
            Append(blocks, remains, output);
            _remains = remains;
            _output = output;
        }
    }

    /// <summary>Appends whole blocks, here only if the output took them.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <exception cref="IOException">The output failed.</exception>
    public void Append(string blocks)
    {
        lock (_gate)
        {
            Append(blocks, _remains!, _output);
        }
    }

    /// <summary>Says in the session file that there is a channel; its stream class is declared with its first event.</summary>
    public void AddChannel(uint streamClass, string name)
    {
        lock (_gate)
        {
            _remains!.AddChannel(streamClass, name);
        }
    }

    /// <summary>Says something else in the session file.</summary>
    /// <exception cref="IOException">There is no room for it.</exception>
    public void Say(Action<SessionFile> say)
    {
        lock (_gate)
        {
            say(_remains!);
        }
    }

    /// <summary>Adds an output to a log that had none; it gets all blocks so far.</summary>
    /// <param name="folder">What the session file says of it.</param>
    /// <param name="make">Makes it.</param>
    /// <returns>The output.</returns>
    /// <exception cref="IOException">It could not be made or written to, or the session file could not be; then nothing has changed.</exception>
    public ITraceOutput AddOutput(string folder, Func<ITraceOutput> make)
    {
        lock (_gate)
        {
            return _output = Make(make, remains => remains.AddOutput(folder));
        }
    }

    /// <summary>Moves the output to a folder of its own, as the first chunk of a trace that rotates.</summary>
    /// <exception cref="IOException">It could not be moved, and is where it was.</exception>
    public void BecomeFirstChunk(string folder)
    {
        lock (_gate)
        {
            // Before the move: whoever recovers a process that died in its midst moves the rest. If it fails, the line does no harm.
            _remains!.AddChunk(1);
            _output!.MoveTo(folder);
            _output.Chunk = 1;
        }
    }

    /// <summary>Goes on in another output, which gets all blocks so far.</summary>
    /// <param name="chunk">Its number.</param>
    /// <param name="make">Makes it.</param>
    /// <returns>The output.</returns>
    /// <exception cref="IOException">It could not be made or written to, or the session file could not be; then nothing has changed.</exception>
    public ITraceOutput BeginChunk(ulong chunk, Func<ITraceOutput> make)
    {
        lock (_gate)
        {
            return _output = Make(
                () =>
                {
                    ITraceOutput output = make();
                    output.Chunk = chunk;
                    return output;
                },
                remains => remains.AddChunk(chunk));
        }
    }

    /// <summary>All blocks so far.</summary>
    public byte[] ToUtf8()
    {
        lock (_gate)
        {
            return Encoding.UTF8.GetBytes(_text.ToString());
        }
    }

    // The session file first: a recovery goes on in what is named there, and makes it if need be.
    private ITraceOutput Make(Func<ITraceOutput> make, Action<SessionFile> announce)
    {
        long before = _remains!.Length;
        announce(_remains);
        ITraceOutput? output = null;
        try
        {
            output = make();
            output.AppendMetadata(Encoding.UTF8.GetBytes(_text.ToString()));
            return output;
        }
        catch
        {
            output?.Dispose();
            output?.Delete();
            _remains.CutTo(before);
            throw;
        }
    }

    private void Append(string blocks, SessionFile remains, ITraceOutput? output)
    {
        long before = remains.Length;
        remains.AddMetadata(blocks);
        try
        {
            output?.AppendMetadata(Encoding.UTF8.GetBytes(blocks));
        }
        catch
        {
            // Tried again, the same blocks would be declared twice.
            remains.CutTo(before);
            throw;
        }

        _text.Append(blocks);
    }
}
