using System.Text;
using Tracing.Runtime.Output;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Metadata;

/// <summary>
/// A session's metadata: what is appended goes to the output at once, and stays here for snapshots, which are traces of their
/// own. Thread-safe.
/// </summary>
internal sealed class MetadataLog
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();

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

    /// <summary>Appends whole blocks, here only if the output took them.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="remains">Where they are found if this process dies: first of all, since the output's last block may be cut short then.</param>
    /// <param name="output">The output, if there is one.</param>
    /// <exception cref="IOException">The output failed.</exception>
    public void Append(string blocks, SessionFile remains, ITraceOutput? output)
    {
        lock (_gate)
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

    /// <summary>All blocks so far.</summary>
    public byte[] ToUtf8()
    {
        lock (_gate)
        {
            return Encoding.UTF8.GetBytes(_text.ToString());
        }
    }
}
