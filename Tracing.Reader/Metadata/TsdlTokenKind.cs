namespace Tracing.Reader.Metadata;

/// <summary>What a piece of TSDL text is.</summary>
internal enum TsdlTokenKind
{
    End,
    Word,
    Integer,
    Text,

    /// <summary>One punctuation character, <c>:=</c> or <c>...</c>.</summary>
    Mark,
}
