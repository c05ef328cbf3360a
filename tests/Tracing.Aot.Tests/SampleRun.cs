using System.Text.RegularExpressions;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Aot.Tests;

/// <summary>A run of the sample over a folder of three files, and what it recorded.</summary>
internal sealed partial class SampleRun : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>Runs it.</summary>
    public SampleRun(string program, params string[] arguments)
    {
        Directory.CreateDirectory(_folder["files"]);
        File.WriteAllText(_folder["files/one.txt"], "one line\n");
        File.WriteAllText(_folder["files/two.txt"], "two\nlines\n");
        File.WriteAllText(_folder["files/empty.txt"], "");
        Result = Programs.Run(program, [.. arguments, "files"], start => start.WorkingDirectory = _folder.Path);
    }

    /// <summary>Runs it with a configuration.</summary>
    public SampleRun(string program, string configuration, bool isManaged)
    {
        Directory.CreateDirectory(_folder["files"]);
        File.WriteAllText(_folder["files/two.txt"], "two\nlines\n");
        File.WriteAllText(_folder["tracing.json"], configuration);
        Result = Programs.Run(isManaged ? "dotnet" : program, isManaged ? [program, "files"] : ["files"], start =>
        {
            start.WorkingDirectory = _folder.Path;
            start.Environment["TRACING_CONFIG"] = _folder["tracing.json"];
        });
    }

    /// <summary>A file or folder that the run has left.</summary>
    public string this[string name] => _folder[name];

    public Programs.Result Result { get; }

    public string Trace => _folder["traces/quickstart"];

    /// <summary>The events, in an order that does not depend on who was first, without what differs from run to run.</summary>
    public string[] Events => [.. Babeltrace.Read(Trace).Select(line => Changing().Replace(line[line.IndexOf("scan:", StringComparison.Ordinal)..], "")).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    // Context, worker and time; and which worker had how many files.
    [GeneratedRegex("""\{ vtid = .*?\}, |worker = [0-9]+,? ?|files = [0-9]+, bytes = [0-9]+|elapsed = -?[0-9]+""")]
    private static partial Regex Changing();
}
