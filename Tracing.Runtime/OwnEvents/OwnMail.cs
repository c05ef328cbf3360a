using Microsoft.Win32.SafeHandles;
using Tracing.Runtime.Extraction;
using Tracing.Runtime.Output;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.OwnEvents;

/// <summary>
/// How a stream of own events gets to a folder that another process writes to: the session appends its packets to a file beside its rings, and whoever drains those
/// copies them. Packets are numbered, so whoever goes on sees which are missing.
/// </summary>
/// <param name="source">The session's file of that stream; it need not be there.</param>
/// <param name="destination">The stream's file in the trace.</param>
/// <param name="traceId">The trace.</param>
internal sealed class OwnMail(string source, string destination, Guid traceId)
{
    private long _copied;
    private ulong? _last;
    private bool _isBegun;

    /// <summary>How the names of a session's files of own events end.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. OwnStream.Names.Select(ExtensionOf)];

    /// <summary>Where a session's file of a stream is: beside its own.</summary>
    public static string PathOf(string sessionFile, string stream) => Path.ChangeExtension(sessionFile, ExtensionOf(stream));

    /// <summary>What copies all own streams of a session.</summary>
    /// <param name="sessionFile">The session's file.</param>
    /// <param name="folder">The trace.</param>
    /// <param name="traceId">Its id.</param>
    public static OwnMail[] Of(string sessionFile, string folder, Guid traceId) =>
        [.. OwnStream.Names.Select(name => new OwnMail(PathOf(sessionFile, name), Path.Combine(folder, name), traceId))];

    /// <summary>Deletes a session's files of own events.</summary>
    public static void Delete(string sessionFile)
    {
        foreach (string name in OwnStream.Names)
        {
            RingFolder.DeleteFile(PathOf(sessionFile, name));
        }
    }

    /// <summary>Copies the packets that are not in the trace yet. One caller at a time; nobody else writes to the stream.</summary>
    /// <exception cref="IOException">The trace cannot be written to; then the same packets are copied at the next call.</exception>
    public void Copy()
    {
        var file = new FileInfo(source);
        if (!file.Exists || file.Length == _copied)
        {
            return;
        }

        if (!_isBegun)
        {
            (_, _last) = StreamRepair.CutBack(destination, traceId);
            _isBegun = true;
        }

        using SafeFileHandle from = File.OpenHandle(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        AppendedFile? to = null;
        try
        {
            foreach ((long offset, long size, ulong number) in PacketWalk.Of(from, traceId, _copied))
            {
                if (number > _last || _last is null)
                {
                    to ??= new AppendedFile(destination, File.Exists(destination) ? new FileInfo(destination).Length : 0);
                    byte[] packet = new byte[size];
                    PacketWalk.TryFill(from, offset, packet);
                    to.Append(packet, default);
                    _last = number;
                }

                _copied = offset + size;
            }
        }
        finally
        {
            to?.Dispose();
        }
    }

    private static string ExtensionOf(string stream) => "." + stream;
}
