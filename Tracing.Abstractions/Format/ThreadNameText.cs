using System.Runtime.InteropServices;
using System.Text;

namespace Tracing.Format;

/// <summary>
/// A thread's name in a ring's header page: UTF-8, ended by NUL, cut where it is longer. Who reads it while it is changed sees a mix of two names; names
/// change rarely, and nothing depends on them.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal unsafe struct ThreadNameText
{
    /// <summary>Its bytes, the NUL included.</summary>
    public const int Size = 128;

    [FieldOffset(0)] private fixed byte _bytes[Size];

    /// <summary>Stores a name.</summary>
    public void Write(string? name)
    {
        fixed (byte* bytes = _bytes)
        {
            Encoding.UTF8.GetEncoder().Convert(name, new Span<byte>(bytes, Size - 1), flush: true, out _, out int written, out _);
            bytes[written] = 0;
        }
    }

    /// <summary>The name; empty where there is none.</summary>
    public readonly string Read()
    {
        fixed (byte* bytes = _bytes)
        {
            var text = new ReadOnlySpan<byte>(bytes, Size);
            int end = text.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
        }
    }
}
