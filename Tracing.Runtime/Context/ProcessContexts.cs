using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Tracing.Runtime.SharedMemory;
using Tracing.Writing;

namespace Tracing.Runtime.Context;

/// <summary>The process's id, as its own PID namespace has it.</summary>
internal sealed unsafe class ProcessIdContext() : ContextSource("vpid", "int32_t", sizeof(int))
{
    private readonly int _id = Environment.ProcessId;

    public override byte* Write(byte* destination, StagedSlot* slot) => ContextWriter.Write(destination, _id);
}

/// <summary>The process's name.</summary>
internal sealed unsafe class ProcessNameContext() : ContextSource("procname", "string", s_name.Length)
{
    /// <summary>Names up to this length, with the NUL, are copied as one block of it: two instructions.</summary>
    private const int BlockSize = 32;

    private static readonly byte[] s_name = Utf8Name();
    private static readonly int s_length = Array.IndexOf(s_name, (byte)0) + 1;

    public override byte* Write(byte* destination, StagedSlot* slot)
    {
        ref byte name = ref MemoryMarshal.GetArrayDataReference(s_name);
        if (s_length <= BlockSize)
        {
            // More than the name: there is room for it, and what comes behind is written later.
            Unsafe.CopyBlockUnaligned(ref *destination, ref name, BlockSize);
        }
        else
        {
            Unsafe.CopyBlockUnaligned(ref *destination, ref name, (uint)s_length);
        }

        return destination + s_length;
    }

    /// <summary>With the NUL, and no shorter than a block.</summary>
    private static byte[] Utf8Name()
    {
        byte[] name = Encoding.UTF8.GetBytes(ProcessIdentity.Name);
        int length = Math.Min(name.Length, MaxTextBytes);
        byte[] padded = new byte[Math.Max(length + 1, BlockSize)];
        name.AsSpan(0, length).CopyTo(padded);
        return padded;
    }
}
