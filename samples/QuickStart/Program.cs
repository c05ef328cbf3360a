using QuickStart;
using Tracing.Reader;
using Tracing.Runtime;

const string Output = "traces/quickstart";
const int Workers = 4;
const int Preview = 10;

// Arguments: [--filter CONDITION] [FOLDER]
string? filter = args is ["--filter", var condition, ..] ? condition : null;
string folder = args.ElementAtOrDefault(filter is null ? 0 : 2) ?? SourceFolder.FindRepository();
if (!Directory.Exists(folder))
{
    Console.Error.WriteLine($"There is no folder '{folder}'. Name one to scan, or none for the repository itself.");
    return 2;
}

DeleteTrace(Output);

SessionStatistics statistics;
using (TraceSession session = TraceSession.Create("quickstart", new TraceSessionOptions { Output = Output }))
{
    session.Enable("scan:*", options: new EventRuleOptions { Filter = filter });
    session.Start();
    await Scanner.RunAsync(folder, SourceFolder.Files(folder), Workers);
    session.Stop();
    statistics = session.Statistics;
}

Console.WriteLine($"recorded {statistics.Recorded} events, lost {statistics.Discarded + statistics.TooLarge}, in {Path.GetFullPath(Output)}");
Console.WriteLine();
Console.WriteLine($"the first {Preview}:");
int shown = 0;
foreach (var e in TraceReader.Open(Output))
{
    if (e.Class is { IsState: true })
    {
        // What the tracer tells of the process by itself.
        continue;
    }

    Console.WriteLine($"  {e.Time:HH:mm:ss.fffffff} {e}");
    if (++shown == Preview)
    {
        break;
    }
}

ScanTrace.Records.FileDone slowest = default;
foreach (var (_, done) in TraceReader.Open(Output).Of<ScanTrace.Records.FileDone>())
{
    slowest = done.Elapsed >= slowest.Elapsed ? done : slowest;
}

Console.WriteLine();
Console.WriteLine($"the slowest file: {slowest.Path}, {slowest.Lines} lines in {slowest.Elapsed.TotalMilliseconds:0.0} ms");
Console.WriteLine();
Console.WriteLine("all of them, with any CTF reader:");
Console.WriteLine($"  babeltrace2 {Output}");
return 0;

// A trace needs a folder of its own, and this program's last one is in the way.
static void DeleteTrace(string output)
{
    if (File.Exists(Path.Combine(output, "metadata")))
    {
        Directory.Delete(output, recursive: true);
    }
}
