using Spectre.Console;

namespace Tracing.Tool.Output;

/// <summary>A table of text; cells are shown as they are, whatever they contain.</summary>
internal sealed class ReportTable
{
    /// <summary>The heading of a column of sparklines, which stay in one piece.</summary>
    public const string OverTime = "over time";

    private readonly Table _table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);

    /// <summary>Makes a table.</summary>
    /// <param name="columns">Headings; those that begin with <c>&gt;</c> stand on the right.</param>
    public ReportTable(params ReadOnlySpan<string> columns)
    {
        foreach (string column in columns)
        {
            bool isNumber = column.StartsWith('>');
            var heading = new TableColumn(new Text(isNumber ? column[1..] : column, new Style(decoration: Decoration.Bold)));
            _table.AddColumn(isNumber ? heading.RightAligned().NoWrap() : column is OverTime ? heading.NoWrap() : heading);
        }
    }

    /// <summary>Adds a row.</summary>
    public void Row(params ReadOnlySpan<string> cells)
    {
        var texts = new Text[cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            texts[i] = new Text(Clean(cells[i])) { Overflow = Overflow.Fold };
        }

        _table.AddRow(texts);
    }

    /// <summary>The table for the console.</summary>
    public Table Build() => _table;

    private static string Clean(string text) => text.AsSpan().IndexOfAnyInRange('\0', '\x1F') < 0
        ? text
        : string.Concat(text.Select(static c => char.IsControl(c) ? '?' : c));
}
