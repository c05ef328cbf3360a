using System.CommandLine;
using Tracing.Reader;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl metadata</c>: the TSDL text of a trace, taken out of its packets if there are any.</summary>
internal static class MetadataCommand
{
    private const string FileName = "metadata";

    public static Command Build()
    {
        Argument<string> path = new("DIR") { Description = "The trace's folder, or one with traces somewhere below it." };
        Option<bool> noPager = TraceOptions.NoPagerOption();
        var command = new Command("metadata", "Print a trace's metadata (TSDL), also if it is in packets.") { path, noPager };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(path), !parsed.GetValue(noPager)));
        return command;
    }

    private static int Run(string path, bool allowsPager)
    {
        if (!Directory.Exists(path))
        {
            throw new ToolException($"There is no folder '{path}'.");
        }

        string[] folders = [.. Directory.EnumerateFiles(path, FileName, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static file => Path.GetDirectoryName(file)!)];
        if (folders.Length == 0)
        {
            throw new ToolException($"There is no trace in '{path}': no file named {FileName}.");
        }

        List<(string Folder, string Text)> texts = [.. folders.Select(static folder => (folder, TraceReader.ReadMetadata(folder)))];
        using var target = OutputTarget.Open(allowsPager);
        foreach ((string folder, string text) in texts)
        {
            if (texts.Count > 1)
            {
                target.Lines.Write($"/* {folder} */\n");
            }

            target.Lines.Write(text);
            if (!text.EndsWith('\n'))
            {
                target.Lines.EndLine();
            }
        }

        return ExitCode.Done;
    }
}
