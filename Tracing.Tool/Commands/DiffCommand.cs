using System.CommandLine;
using Tracing.Tool.Analysis;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl diff</c>: two traces side by side.</summary>
internal static class DiffCommand
{
    public static Command Build()
    {
        var trace = new TraceOptions();
        Argument<string> second = new("DIR2") { Description = "The trace to compare with it." };
        Option<string[]> spans = TraceOptions.SpanOption();
        Option<bool> json = TraceOptions.JsonOption();
        Option<bool> noPager = TraceOptions.NoPagerOption();
        var command = new Command("diff", "Compare two traces: counts of each event, latencies of each pair.");
        trace.AddTo(command);
        command.Add(second);
        command.Add(spans);
        command.Add(json);
        command.Add(noPager);
        command.SetAction(parsed =>
        {
            TraceInput a = trace.Open(parsed);
            TraceInput b = TraceInput.Open(parsed.GetRequiredValue(second), trace.Request(parsed));
            IReadOnlyList<SpanRule> rules = TraceOptions.SpansOf(parsed.GetValue(spans), a.Reader, b.Reader);
            LatencyAnalysis first = LatencyAnalysis.Run(a, rules, worstCount: 0, new ProgressMeter(a.Reader, a.SizeBytes));
            LatencyAnalysis other = LatencyAnalysis.Run(b, rules, worstCount: 0, new ProgressMeter(b.Reader, b.SizeBytes));
            var report = new DiffReport(a.Reader.Path, first, b.Reader.Path, other);
            if (parsed.GetValue(json))
            {
                JsonReport.Write(report.Write);
            }
            else
            {
                using var output = new Report(!parsed.GetValue(noPager));
                report.Write(output);
            }

            return Messages.TellProblems([.. first.Problems, .. other.Problems]);
        });
        return command;
    }
}
