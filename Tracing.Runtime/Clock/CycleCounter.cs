using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Tracing.Writing;

namespace Tracing.Runtime.Clock;

/// <summary>
/// Machine code that reads the processor's cycle counter, which .NET has no intrinsic for. The code is written to a page
/// of its own that is then made executable, and stays there as long as the process lives. Linux on x64 only.
/// </summary>
internal static unsafe partial class CycleCounter
{
    /// <summary>Bytes of the page: the smallest that x64 has.</summary>
    private const int PageSize = 4096;

    /// <summary>Where the plain variant stands in the page: on the next cache line.</summary>
    private const int RelaxedOffset = 64;

    /// <summary>Where the variant stands that tells the processor: on the line after that.</summary>
    private const int WithCpuOffset = 128;

    private static readonly Lock s_gate = new();
    private static byte* s_page;

    /// <summary>rdtscp; shl rdx, 32; or rax, rdx; ret. It waits until all earlier instructions have executed, loads above all.</summary>
    private static ReadOnlySpan<byte> OrderedCode => [0x0F, 0x01, 0xF9, 0x48, 0xC1, 0xE2, 0x20, 0x48, 0x09, 0xD0, 0xC3];

    /// <summary>rdtsc; shl rdx, 32; or rax, rdx; ret.</summary>
    private static ReadOnlySpan<byte> RelaxedCode => [0x0F, 0x31, 0x48, 0xC1, 0xE2, 0x20, 0x48, 0x09, 0xD0, 0xC3];

    /// <summary>rdtscp; mov [rdi], ecx; shl rdx, 32; or rax, rdx; ret. The kernel keeps the processor's number in rdtscp's third register.</summary>
    private static ReadOnlySpan<byte> WithCpuCode => [0x0F, 0x01, 0xF9, 0x89, 0x0F, 0x48, 0xC1, 0xE2, 0x20, 0x48, 0x09, 0xD0, 0xC3];

    /// <summary>Makes the code ready, once. Thread-safe.</summary>
    /// <returns>Why the counter cannot be read, as part of a sentence; null if it can.</returns>
    public static string? Prepare()
    {
        lock (s_gate)
        {
            return s_page != null ? null : FindLack() ?? MapCode();
        }
    }

    /// <summary>The code that reads the counter; after <see cref="Prepare"/> found nothing lacking.</summary>
    public static delegate* unmanaged[SuppressGCTransition]<ulong> Reader(bool isOrdered) =>
        (delegate* unmanaged[SuppressGCTransition]<ulong>)(isOrdered ? s_page : s_page + RelaxedOffset);

    private static string? FindLack()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64 || !X86Base.IsSupported)
        {
            return "the cycle counter is read on Linux x64 only";
        }

        // AMD's and Intel's manuals, CPUID: the extended leaves, and the bits that say rdtscp and "invariant TSC".
        const uint HighestExtendedLeaf = 0x8000_0000, FeatureLeaf = 0x8000_0001, PowerLeaf = 0x8000_0007;
        const int RdtscpBit = 1 << 27, InvariantBit = 1 << 8;
        if ((uint)X86Base.CpuId(unchecked((int)HighestExtendedLeaf), 0).Eax < PowerLeaf
            || (X86Base.CpuId(unchecked((int)FeatureLeaf), 0).Edx & RdtscpBit) == 0)
        {
            return "the processor has no rdtscp instruction";
        }

        return (X86Base.CpuId(unchecked((int)PowerLeaf), 0).Edx & InvariantBit) == 0
            ? "the processor does not promise a cycle counter of constant rate (invariant TSC)"
            : null;
    }

    private static string? MapCode()
    {
        try
        {
            // prctl(2): a debugger or sandbox can have made the instruction fault, which would end the process.
            const int GetTsc = 25, TscEnabled = 1;
            int mode = TscEnabled;
            if (QueryProcess(GetTsc, &mode) == 0 && mode != TscEnabled)
            {
                return "this process is not allowed to read the cycle counter (PR_SET_TSC)";
            }

            // mmap(2): private and without a file. First writable, then executable, never both.
            const int Read = 1, Write = 2, Execute = 4, PrivateAnonymous = 0x22;
            void* page = Map(null, PageSize, Read | Write, PrivateAnonymous, -1, 0);
            if (page == (void*)-1)
            {
                return $"no memory for its code (mmap: {Marshal.GetLastPInvokeErrorMessage()})";
            }

            OrderedCode.CopyTo(new Span<byte>(page, RelaxedOffset));
            RelaxedCode.CopyTo(new Span<byte>((byte*)page + RelaxedOffset, RelaxedOffset));
            WithCpuCode.CopyTo(new Span<byte>((byte*)page + WithCpuOffset, RelaxedOffset));
            if (Protect(page, PageSize, Read | Execute) != 0)
            {
                string reason = Marshal.GetLastPInvokeErrorMessage();
                _ = Unmap(page, PageSize);
                return $"the system does not let the process make its code executable (mprotect: {reason})";
            }

            s_page = (byte*)page;
            TraceClock.s_readWithCpu = (delegate* unmanaged[SuppressGCTransition]<uint*, ulong>)(s_page + WithCpuOffset);
            return null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return $"the C library is not as expected ({exception.Message})";
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int QueryProcess(int option, int* value);
}
