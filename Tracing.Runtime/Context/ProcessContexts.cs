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
    private static readonly byte[] s_name = Utf8Name();

    public override byte* Write(byte* destination, StagedSlot* slot)
    {
        s_name.CopyTo(new Span<byte>(destination, s_name.Length));
        return destination + s_name.Length;
    }

    /// <summary>With the NUL.</summary>
    private static byte[] Utf8Name()
    {
        byte[] name = Encoding.UTF8.GetBytes(ProcessIdentity.Name);
        return [.. name.AsSpan(0, Math.Min(name.Length, MaxTextBytes)), 0];
    }
}
