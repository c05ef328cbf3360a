namespace Tracing.Reader.Rendering;

/// <summary>A piece of a marker's sentence: text, or a field in a form.</summary>
/// <param name="Literal">UTF-8 text; empty for a field.</param>
/// <param name="Field">The field's index in the payload, or -1 for text.</param>
/// <param name="Alignment">Columns at least, filled on the left; on the right if negative.</param>
/// <param name="Format">A format string of .NET that the field's type takes, or null.</param>
internal readonly record struct SentencePart(byte[] Literal, int Field, int Alignment, string? Format);
