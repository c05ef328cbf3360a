using System.Globalization;
using Spectre.Console;

namespace Tracing.Tool.Output;

/// <summary>Tables and drawings for a person: as wide as the terminal, with colours only where they are wanted, in a pager if they are long.</summary>
internal sealed class Report : IDisposable
{
    private readonly StringWriter _text = new(CultureInfo.InvariantCulture);
    private readonly IAnsiConsole _console;
    private readonly bool _allowsPager;

    public Report(bool allowsPager)
    {
        _allowsPager = allowsPager;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(_text),
            Ansi = Terminal.HasColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = Terminal.HasColour ? ColorSystemSupport.EightBit : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        _console.Profile.Width = Terminal.Width;
        _console.Profile.Capabilities.Unicode = true;
    }

    /// <summary>Columns.</summary>
    public static int Width => Terminal.Width;

    /// <summary>Writes a heading.</summary>
    public void Heading(string text)
    {
        _console.WriteLine();
        _console.Write(new Text(text, new Style(decoration: Decoration.Bold)));
        _console.WriteLine();
    }

    /// <summary>Writes a line as it is.</summary>
    public void Line(string text = "", Color? colour = null)
    {
        // Not wrapped: whoever reads lines by a program has them whole.
        if (colour is { } wanted && Terminal.HasColour)
        {
            _console.Write(new Text(text, new Style(wanted)) { Overflow = Overflow.Ellipsis });
            _console.WriteLine();
        }
        else
        {
            _text.WriteLine(text);
        }
    }

    /// <summary>Writes a table.</summary>
    public void Table(ReportTable table) => _console.Write(table.Build());

    /// <summary>Sends it all where it belongs.</summary>
    public void Dispose()
    {
        using var target = OutputTarget.Open(_allowsPager);
        foreach (ReadOnlySpan<char> line in _text.ToString().AsSpan().TrimEnd('\n').EnumerateLines())
        {
            // Tables are filled up with blanks to the right.
            target.Lines.Write(line.TrimEnd().ToString());
            target.Lines.EndLine();
        }
    }
}
