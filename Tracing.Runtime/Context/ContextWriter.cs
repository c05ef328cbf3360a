using System.Runtime.CompilerServices;
using Tracing.Writing;

namespace Tracing.Runtime.Context;

/// <summary>Writes context values, in the form of fields.</summary>
internal static unsafe class ContextWriter
{
    /// <summary>UTF-16 units of the longest text: each takes three bytes at most.</summary>
    private const int MaxTextUnits = ContextSource.MaxTextBytes / 3;

    /// <summary>Writes an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Write<T>(byte* destination, T value)
        where T : unmanaged
    {
        Unsafe.WriteUnaligned(destination, value);
        return destination + sizeof(T);
    }

    /// <summary>Writes text and its NUL; what is too long is cut, and null is <c>(null)</c> as in fields.</summary>
    public static byte* WriteText(byte* destination, string? text)
    {
        ReadOnlySpan<char> span = text ?? RecordText.Null;
        if (span.Length > MaxTextUnits)
        {
            span = span[..(char.IsHighSurrogate(span[MaxTextUnits - 1]) ? MaxTextUnits - 1 : MaxTextUnits)];
        }

        byte* end = RecordText.Encode(span, destination, destination + ContextSource.MaxTextBytes);
        *end = 0;
        return end + 1;
    }
}
