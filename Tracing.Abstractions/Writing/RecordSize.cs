using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Tracing.Writing;

/// <summary>
/// Bytes that a field of varying size takes in a record. <c>Bound</c> is quick and never too small; <c>Exact</c> looks at the content.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RecordSize
{
    /// <summary>Bytes of the NUL that ends a string.</summary>
    private const int Terminator = 1;

    /// <summary>UTF-8 bytes that one UTF-16 code unit, or one ill-formed or NUL byte, takes at the most.</summary>
    private const int MaxExpansion = 3;

    /// <summary>Bytes of a sequence's count.</summary>
    private const int CountSize = sizeof(uint);

    /// <summary>Bytes of an address's count and scope id.</summary>
    private const int AddressOverhead = sizeof(byte) + sizeof(uint);

    /// <summary>No less than the size of a text field, in bytes.</summary>
    /// <param name="text">The field's value.</param>
    /// <returns>Bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Bound(string? text) => ((long)(text ?? RecordText.Null).Length * MaxExpansion) + Terminator;

    /// <summary>No less than the size of a text field, in bytes.</summary>
    /// <param name="text">The field's value.</param>
    /// <returns>Bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Bound(ReadOnlySpan<char> text) => ((long)text.Length * MaxExpansion) + Terminator;

    /// <summary>No less than the size of a type's name, in bytes.</summary>
    /// <param name="type">The field's value.</param>
    /// <returns>Bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Bound(Type? type) => Bound(RecordText.NameOf(type));

    /// <summary>No less than the size of an address field, in bytes.</summary>
    /// <param name="address">The field's value.</param>
    /// <returns>Bytes.</returns>
    public static long Bound(IPAddress? address) => address is null ? AddressOverhead : AddressOverhead + 16;

    /// <summary>No less than the size of a UTF-8 text field, in bytes.</summary>
    /// <param name="text">The field's value.</param>
    /// <returns>Bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long BoundUtf8(ReadOnlySpan<byte> text) => ((long)text.Length * MaxExpansion) + Terminator;

    /// <summary>The size of a text field, in bytes.</summary>
    /// <param name="text">The field's value.</param>
    /// <returns>Bytes.</returns>
    public static long Exact(string? text) => Exact((text ?? RecordText.Null).AsSpan());

    /// <summary>The size of a text field, in bytes.</summary>
    /// <param name="text">The field's value.</param>
    /// <returns>Bytes.</returns>
    public static long Exact(ReadOnlySpan<char> text) => RecordText.SizeOf(text) + Terminator;

    /// <summary>The size of a type's name, in bytes.</summary>
    /// <param name="type">The field's value.</param>
    /// <returns>Bytes.</returns>
    public static long Exact(Type? type) => Exact(RecordText.NameOf(type));

    /// <summary>The size of an address field, in bytes.</summary>
    /// <param name="address">The field's value.</param>
    /// <returns>Bytes.</returns>
    public static long Exact(IPAddress? address) =>
        address is null ? AddressOverhead : AddressOverhead + (address.AddressFamily == AddressFamily.InterNetwork ? 4 : 16);

    /// <summary>The size of a UTF-8 text field, in bytes.</summary>
    /// <param name="text">The field's value.</param>
    /// <returns>Bytes.</returns>
    public static long ExactUtf8(ReadOnlySpan<byte> text) => RecordText.SizeOfUtf8(text) + Terminator;

    /// <summary>The size of a sequence field, in bytes.</summary>
    /// <param name="count">How many elements.</param>
    /// <param name="elementSize">Bytes of one.</param>
    /// <returns>Bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Sequence(int count, int elementSize) => CountSize + ((long)count * elementSize);
}
