namespace Tracing;

/// <summary>
/// Says that a <c>ReadOnlySpan&lt;byte&gt;</c> holds UTF-8 text: it is recorded as a string, not as a sequence of bytes.
/// Ill-formed input is recorded with U+FFFD in its place, a NUL as U+2400.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class Utf8Attribute : Attribute;
