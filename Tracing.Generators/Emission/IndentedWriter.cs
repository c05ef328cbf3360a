using System.Text;

namespace Tracing.Generators.Emission;

/// <summary>Writes lines of C#, indented by the braces that are open.</summary>
internal sealed class IndentedWriter
{
    private const int IndentWidth = 4;

    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _isAfterBlank = true;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * IndentWidth).Append(line);
        }

        _text.Append('\n');
        _isAfterBlank = line.Length == 0;
    }

    /// <summary>An empty line, unless there is one already or a block has just begun.</summary>
    public void Gap()
    {
        if (!_isAfterBlank)
        {
            Line();
        }
    }

    public void Open(string? header = null)
    {
        if (header is not null)
        {
            Line(header);
        }

        Line("{");
        _depth++;
        _isAfterBlank = true;
    }

    public void Close(string tail = "")
    {
        _depth--;
        Line("}" + tail);
    }

    public void Indent() => _depth++;

    public void Unindent() => _depth--;

    public override string ToString() => _text.ToString();
}
