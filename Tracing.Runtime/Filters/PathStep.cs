namespace Tracing.Runtime.Filters;

/// <summary>A step over a record's bytes, on the way to a value.</summary>
internal enum PathAction
{
    /// <summary>Over so many bytes.</summary>
    Advance,

    /// <summary>Over text and its NUL.</summary>
    SkipText,

    /// <summary>Over a sequence.</summary>
    SkipSequence,

    /// <summary>Over a nullable, whatever it holds.</summary>
    SkipNullable,

    /// <summary>Into a nullable; there is no value if it is null.</summary>
    EnterNullable,

    /// <summary>To an element of a sequence; there is no value if it is shorter.</summary>
    Element,
}

/// <summary>A step with what it needs.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Size">Bytes: to advance, or of one element.</param>
/// <param name="CountSize">Bytes of the sequence's length.</param>
/// <param name="Index">The element's place, from 0.</param>
/// <param name="Inner">Steps over what a nullable holds.</param>
internal sealed record PathStep(PathAction Action, int Size = 0, int CountSize = 0, int Index = 0, PathStep[]? Inner = null);
