namespace Tracing.Tool.Output;

/// <summary>
/// A listing with a line for each row, however long it gets: for those who search and cut lines with other programs, and quick with
/// thousands of them. The last column is not filled up.
/// </summary>
internal sealed class ColumnText
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [];
    private readonly bool[] _isNumber;

    /// <summary>Makes a listing.</summary>
    /// <param name="columns">Headings; those that begin with <c>&gt;</c> stand on the right.</param>
    public ColumnText(params ReadOnlySpan<string> columns)
    {
        _isNumber = new bool[columns.Length];
        string[] headings = columns.ToArray();
        for (int i = 0; i < headings.Length; i++)
        {
            _isNumber[i] = headings[i].StartsWith('>');
            headings[i] = headings[i].TrimStart('>');
        }

        _rows.Add(headings);
    }

    /// <summary>Adds a row.</summary>
    public void Row(params string[] cells) => _rows.Add([.. cells.Select(Clean)]);

    /// <summary>The lines.</summary>
    public IEnumerable<string> Lines()
    {
        int[] widths = [.. Enumerable.Range(0, _isNumber.Length).Select(column => _rows.Max(row => row[column].Length))];
        foreach (string[] row in _rows)
        {
            yield return string.Join(Gap, row.Select((cell, column) => _isNumber[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd();
        }
    }

    /// <summary>Writes the lines.</summary>
    public void WriteTo(Report report)
    {
        foreach (string line in Lines())
        {
            report.Line(line);
        }
    }

    private static string Clean(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(static c => char.IsControl(c) ? '?' : c)) : text;
}
