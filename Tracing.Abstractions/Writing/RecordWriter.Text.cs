using System.Runtime.CompilerServices;

namespace Tracing.Writing;

/// <remarks>
/// Text is passed with the bytes that were planned for it, NUL included: a span's content may change under the probe's
/// feet, between the sizing and the copy, and the record must keep to its reservation then.
/// </remarks>
public unsafe ref partial struct RecordWriter
{
    /// <summary>Writes the text as UTF-8 and a NUL; null as <c>(null)</c>, an unpaired surrogate as U+FFFD, a NUL as U+2400.</summary>
    /// <param name="value">The field's value.</param>
    /// <param name="plannedBytes">What <see cref="RecordSize"/> said of the value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(string? value, long plannedBytes) => Write(value is null ? RecordText.Null : value.AsSpan(), plannedBytes);

    /// <summary>Writes the text as UTF-8 and a NUL; an unpaired surrogate as U+FFFD, a NUL as U+2400.</summary>
    /// <param name="value">The field's value.</param>
    /// <param name="plannedBytes">What <see cref="RecordSize"/> said of the value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(scoped ReadOnlySpan<char> value, long plannedBytes)
    {
        byte* end = RecordText.Encode(value, _next, _next + plannedBytes - 1);
        *end = 0;
        _next = end + 1;
    }

    /// <summary>Writes the type's full name, as a string.</summary>
    /// <param name="value">The field's value.</param>
    /// <param name="plannedBytes">What <see cref="RecordSize"/> said of the value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Type? value, long plannedBytes) => Write(RecordText.NameOf(value), plannedBytes);

    /// <summary>Writes UTF-8 text and a NUL; ill-formed bytes as U+FFFD, a NUL inside as U+2400.</summary>
    /// <param name="value">The field's value.</param>
    /// <param name="plannedBytes">What <see cref="RecordSize"/> said of the value.</param>
    public void WriteUtf8(scoped ReadOnlySpan<byte> value, long plannedBytes)
    {
        byte* end = RecordText.Copy(value, _next, _next + plannedBytes - 1);
        *end = 0;
        _next = end + 1;
    }
}
