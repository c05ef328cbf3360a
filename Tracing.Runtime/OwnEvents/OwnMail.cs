using Microsoft.Win32.SafeHandles;
using Tracing.Runtime.Extraction;
using Tracing.Runtime.Output;

namespace Tracing.Runtime.OwnEvents;

/// <summary>
/// How the stream of own events gets to a folder that another process writes to: the session appends its packets to a file beside its rings, and whoever drains those
/// copies them. Packets are numbered, so whoever goes on sees which are missing.
/// </summary>
/// <param name="source">The session's file of own events; it need not be there.</param>
/// <param name="destination">The stream's file in the trace.</param>
/// <param name="traceId">The trace.</param>
internal sealed class OwnMail(string source, string destination, Guid traceId)
{
    /// <summary>How the name of a session's file of own events ends.</summary>
    public const string Extension = ".own";

    private long _copied;
    private ulong? _last;
    private bool _isBegun;

    /// <summary>Where a session's file of own events is: beside its file.</summary>
    public static string PathOf(string sessionFile) => Path.ChangeExtension(sessionFile, Extension);

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
}
