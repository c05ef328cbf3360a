using System.CommandLine;
using Tracing.Tool.Analysis;
using Tracing.Tool.Export;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl export</c>: a trace in a form that other programs read.</summary>
internal static class ExportCommand
{
    private const string JsonLines = "jsonl";
    private const string Csv = "csv";
    private const string Chrome = "chrome";
    private const string Perfetto = "perfetto";
    private const string StandardOutputName = "-";

    public static Command Build()
    {
        var trace = new TraceOptions();
        Option<string> format = new("--format")
        {
            Description = "jsonl (as view --json), csv, chrome (JSON for Perfetto's UI, speedscope, chrome://tracing) or perfetto (its native protobuf).",
            HelpName = "jsonl|csv|chrome|perfetto",
            Required = true,
        };
        format.AcceptOnlyFromAmong(JsonLines, Csv, Chrome, Perfetto);
        Option<string> output = new("--output", "-o")
        {
            Description = "The file to write; - is standard output.",
            HelpName = "FILE",
            DefaultValueFactory = static _ => StandardOutputName,
        };
        Option<string[]> spans = TraceOptions.SpanOption();
        Option<bool> noSpans = new("--no-spans") { Description = "Show all events as instants." };
        Option<string[]> counters = new("--counter")
        {
            Description = "An event whose field (the first number, if none is named) is shown as a counter. Can be given several times.",
            HelpName = "EVENT[@FIELD]",
            DefaultValueFactory = static _ => [],
        };
        var command = new Command("export", "Write a trace in a form that other programs read.") { format, output, spans, noSpans, counters };
        trace.AddTo(command);
        command.SetAction(parsed =>
        {
            string form = parsed.GetRequiredValue(format);
            string file = parsed.GetValue(output)!;
            if (form == Perfetto && file == StandardOutputName && Terminal.IsOutput)
            {
                throw new UsageException("a protobuf is not for a terminal: name a file with -o, or send it into one");
            }

            CounterRule[] counting = [.. (parsed.GetValue(counters) ?? []).Select(CounterRule.Parse)];
            IReadOnlyList<SpanRule> named = [.. (parsed.GetValue(spans) ?? []).Select(SpanRule.Parse)];
            TraceInput input = trace.Open(parsed);
            IReadOnlyList<SpanRule> rules = parsed.GetValue(noSpans) ? [] : named.Count > 0 ? named : SpanRule.Guess(input.Reader);
            using LineWriter lines = new(file == StandardOutputName ? StandardOutput.Open() : OutputFile.Create(file));
            return Run(input, form, rules, counting, lines);
        });
        return command;
    }

    private static int Run(TraceInput input, string form, IReadOnlyList<SpanRule> spans, IReadOnlyList<CounterRule> counters, LineWriter lines)
    {
        var progress = new ProgressMeter(input.Reader, input.SizeBytes);
        var threads = new ThreadTable();
        if (form is JsonLines or Csv)
        {
            IItemWriter writer = form == Csv ? new CsvView(lines, input, threads) : new CompactJsonView(lines, threads);
            using var owned = writer as IDisposable;
            return ViewCommand.Write(input, writer, threads, long.MaxValue, progress) > 0 ? ExitCode.Failed : ExitCode.Done;
        }

        ITraceSink sink = form == Chrome ? new ChromeSink(lines, input.Begin) : new PerfettoSink(lines);
        using var ownedSink = sink as IDisposable;
        var export = new TraceExport(input, spans, counters, sink);
        export.Run(progress);
        return Messages.TellProblems(export.Problems);
    }
}
