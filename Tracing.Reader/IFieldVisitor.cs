namespace Tracing.Reader;

/// <summary>
/// Takes the values of fields one after the other, each decoded once: the fastest way to get at all of them. Make it a struct,
/// so that the calls are compiled into the loop.
/// </summary>
/// <remarks>The parts of a structure, sequence or variant come between its <see cref="OnBegin"/> and <see cref="OnEnd"/>.</remarks>
public interface IFieldVisitor
{
    /// <summary>A signed integer, or an enumeration of signed ones.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">Its value.</param>
    void OnSigned(FieldInfo field, long value);

    /// <summary>An unsigned integer, or an enumeration of unsigned ones.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">Its value.</param>
    void OnUnsigned(FieldInfo field, ulong value);

    /// <summary>A floating-point number.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">Its value.</param>
    void OnFloat(FieldInfo field, double value);

    /// <summary>Text.</summary>
    /// <param name="field">The field.</param>
    /// <param name="utf8">As it is in the trace, up to its first NUL; valid until the call returns.</param>
    void OnText(FieldInfo field, ReadOnlySpan<byte> utf8);

    /// <summary>A structure, sequence or variant begins.</summary>
    /// <param name="field">The field.</param>
    /// <param name="count">How many fields or elements follow; 1 for a variant, whose option follows.</param>
    void OnBegin(FieldInfo field, int count);

    /// <summary>A structure, sequence or variant ends.</summary>
    /// <param name="field">The field.</param>
    void OnEnd(FieldInfo field);
}
