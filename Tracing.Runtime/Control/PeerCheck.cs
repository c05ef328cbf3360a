using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Control;

/// <summary>Who may connect: this user; root, who may do anything to the process anyway; and a group's members if that was asked for. The file's rights say the same.</summary>
internal static class PeerCheck
{
    private const uint Root = 0;

    public static bool IsAllowed(int socket, uint? group)
    {
        (_, uint user, uint primaryGroup) = UnixSocket.GetPeer(socket);
        return user == FileFacts.UserId || user == Root
            || (group is { } wanted && (primaryGroup == wanted || Array.IndexOf(UnixSocket.GetPeerGroups(socket), wanted) >= 0));
    }
}
