using System.Text;

namespace Tracing.Filters;

/// <summary>
/// A text literal: in <c>==</c> and <c>!=</c> a <c>*</c> in it stands for any bytes, also none; <c>\*</c> is the character.
/// It is held as the UTF-8 pieces between the stars.
/// </summary>
internal sealed class TextPattern
{
    private readonly byte[][] _pieces;

    private TextPattern(byte[][] pieces) => _pieces = pieces;

    /// <summary>Whether there is a star in it.</summary>
    public bool HasStar => _pieces.Length > 1;

    /// <summary>The text, if there is no star in it.</summary>
    public ReadOnlySpan<byte> Text => _pieces[0];

    /// <summary>Makes a pattern of pieces between stars.</summary>
    public static TextPattern Of(IReadOnlyList<string> pieces) => new([.. pieces.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>Whether it stands for a whole text. Takes time proportional to the text for each piece, at worst.</summary>
    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> first = _pieces[0];
        if (_pieces.Length == 1)
        {
            return text.SequenceEqual(first);
        }

        ReadOnlySpan<byte> last = _pieces[^1];
        if (text.Length < first.Length + last.Length || !text.StartsWith(first) || !text.EndsWith(last))
        {
            return false;
        }

        // The earliest place for each piece leaves the most for those behind it.
        text = text[first.Length..^last.Length];
        foreach (byte[] piece in _pieces.AsSpan(1, _pieces.Length - 2))
        {
            int found = text.IndexOf(piece);
            if (found < 0)
            {
                return false;
            }

            text = text[(found + piece.Length)..];
        }

        return true;
    }
}
