using Tracing.Format;
using Tracing.Runtime.SharedMemory;
using Tracing.Writing;

namespace Tracing.Runtime.RingBuffer;

/// <summary>The claims of this process's threads.</summary>
internal static unsafe class Claims
{
    private static readonly Lock s_gate = new();
    private static readonly Stack<ushort> s_free = [];
    private static readonly List<ClaimFile> s_files = [];
    private static int s_used;

    /// <summary>A claim for a thread that has none yet: its index and line.</summary>
    /// <exception cref="IOException">There is no memory for it.</exception>
    /// <exception cref="InvalidOperationException">Too many threads have one.</exception>
    public static ushort Take()
    {
        lock (s_gate)
        {
            if (s_free.TryPop(out ushort index))
            {
                return index;
            }

            if (s_used == ClaimTable.MaxClaims)
            {
                throw new InvalidOperationException($"{ClaimTable.MaxClaims} threads write to shared rings, and there can be no more.");
            }

            // Index 0 is nobody's.
            int next = s_used + 1;
            if (next / ClaimTable.LinesPerSegment >= s_files.Count)
            {
                ClaimFile file = ClaimFile.Create(s_files.Count);
                ClaimTable.AddSegment(s_files.Count, file.Lines);
                s_files.Add(file);
            }

            s_used = next;
            return (ushort)next;
        }
    }

    /// <summary>Takes a claim back whose thread has ended, and that is settled.</summary>
    public static void Return(ushort index)
    {
        *ClaimTable.Line(index) = default;
        lock (s_gate)
        {
            s_free.Push(index);
        }
    }

    /// <summary>What threads of this process have reserved in a ring and not committed.</summary>
    /// <param name="header">The ring.</param>
    /// <param name="reserved">Its reserve word, read before: see <see cref="Claim.Read"/>.</param>
    /// <param name="except">A claim to leave out.</param>
    public static List<Claim> Live(RingFileHeader* header, ulong reserved, ushort except = 0)
    {
        int used;
        lock (s_gate)
        {
            used = s_used;
        }

        var claims = new List<Claim>();
        for (uint index = 1; index <= used; index++)
        {
            if (index != except && Claim.Read(ClaimTable.Line(index), index, header->RingId, reserved) is { } claim)
            {
                claims.Add(claim);
            }
        }

        return claims;
    }

    /// <summary>Deletes the files, at the end of the process; the memory stays.</summary>
    public static void DeleteFiles()
    {
        lock (s_gate)
        {
            s_files.ForEach(static file => RingFolder.DeleteFile(file.Path));
        }
    }
}
