using System.Globalization;
using System.Text;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Extraction;

/// <summary>A session file as its process left it, read with distrust.</summary>
internal sealed class SessionRemains
{
    private string? _output;
    private string? _lentTo;
    private ulong _chunk;

    private SessionRemains(string name) => Name = name;

    /// <summary>The session's name.</summary>
    public string Name { get; }

    /// <summary>The trace's folder; null for a session that was only read by snapshots. While another process drained the rings, the one that it did to.</summary>
    public string? Output => IsLent ? _lentTo : _output;

    /// <summary>The folder that the session itself recorded to, if it did.</summary>
    public string? OwnOutput => _output;

    /// <summary>The chunk that the trace went on in last; 0 if it never rotated.</summary>
    public ulong Chunk => IsLent ? 0 : _chunk;

    /// <summary>Whether another process drained the rings.</summary>
    public bool IsLent { get; private set; }

    /// <summary>Whether the session has ended, and left its files to that process.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Names of channels by stream class.</summary>
    public Dictionary<uint, string> Channels { get; } = [];

    /// <summary>All metadata blocks that are whole.</summary>
    public byte[] Metadata { get; private set; } = [];

    /// <summary>Reads a session file's content. A last piece that is cut short is left out.</summary>
    /// <exception cref="IOException">It is no session file.</exception>
    public static SessionRemains Read(ReadOnlySpan<byte> rest)
    {
        if (TakeLine(ref rest) != SessionFile.Signature || TakeLine(ref rest) is not { } session || !session.StartsWith(SessionFile.SessionKey, StringComparison.Ordinal))
        {
            throw new IOException("The file is not a session file of this version.");
        }

        var remains = new SessionRemains(session[SessionFile.SessionKey.Length..]);
        var metadata = new MemoryStream();
        while (TakeLine(ref rest) is { } line)
        {
            if (line.StartsWith(SessionFile.OutputKey, StringComparison.Ordinal))
            {
                remains._output = SessionFile.Unescape(line[SessionFile.OutputKey.Length..]);
            }
            else if (line.StartsWith(SessionFile.ChunkKey, StringComparison.Ordinal)
                && ulong.TryParse(line[SessionFile.ChunkKey.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out ulong chunk))
            {
                remains._chunk = chunk;
            }
            else if (line.StartsWith(SessionFile.LentKey, StringComparison.Ordinal))
            {
                string folder = SessionFile.Unescape(line[SessionFile.LentKey.Length..]);
                remains._lentTo = folder.Length == 0 ? null : folder;
                remains.IsLent = true;
            }
            else if (line is SessionFile.BackKey or SessionFile.EndedKey)
            {
                remains.HasEnded = line == SessionFile.EndedKey;
                remains.IsLent &= remains.HasEnded;
            }
            else if (line.StartsWith(SessionFile.ChannelKey, StringComparison.Ordinal)
                && line[SessionFile.ChannelKey.Length..].Split(' ', 2) is [var number, var name]
                && uint.TryParse(number, CultureInfo.InvariantCulture, out uint streamClass))
            {
                remains.Channels[streamClass] = name;
            }
            else if (line.StartsWith(SessionFile.MetadataKey, StringComparison.Ordinal))
            {
                if (!int.TryParse(line[SessionFile.MetadataKey.Length..], CultureInfo.InvariantCulture, out int size) || size < 0 || size >= rest.Length)
                {
                    break;
                }

                metadata.Write(rest[..size]);
                rest = rest[(size + 1)..];
            }
        }

        remains.Metadata = metadata.ToArray();
        return remains;
    }

    private static string? TakeLine(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf((byte)'\n');
        if (end < 0)
        {
            return null;
        }

        string line = Encoding.UTF8.GetString(rest[..end]);
        rest = rest[(end + 1)..];
        return line;
    }
}
