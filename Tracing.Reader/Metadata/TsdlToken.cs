namespace Tracing.Reader.Metadata;

/// <summary>A piece of TSDL text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, the string's content, or the mark.</param>
/// <param name="Value">An integer's value.</param>
/// <param name="Line">Where it stands, from 1.</param>
internal readonly record struct TsdlToken(TsdlTokenKind Kind, string Text, ulong Value, int Line)
{
    /// <summary>Whether this is that mark.</summary>
    public bool IsMark(string mark) => Kind == TsdlTokenKind.Mark && Text == mark;

    /// <summary>Whether this is that word.</summary>
    public bool IsWord(string word) => Kind == TsdlTokenKind.Word && Text == word;

    /// <summary>The token for a message.</summary>
    public string Describe() => Kind switch
    {
        TsdlTokenKind.End => "the end of the metadata",
        TsdlTokenKind.Integer => $"the number {Value}",
        TsdlTokenKind.Text => "a string",
        _ => $"'{Text}'",
    };
}
