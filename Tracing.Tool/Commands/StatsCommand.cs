using System.CommandLine;
using Tracing.Tool.Analysis;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl stats</c>: what a trace is made of.</summary>
internal static class StatsCommand
{
    public static Command Build()
    {
        var trace = new TraceOptions();
        Option<bool> json = TraceOptions.JsonOption();
        Option<bool> packets = new("--packets") { Description = "List the packets too." };
        Option<bool> noPager = TraceOptions.NoPagerOption();
        var command = new Command("stats", "Count what a trace is made of: events, threads, streams, packets, and what was lost.") { json, packets, noPager };
        trace.AddTo(command);
        command.SetAction(parsed =>
        {
            TraceInput input = trace.Open(parsed);
            TraceStatistics statistics = StatisticsCollector.Collect(input, new ProgressMeter(input.Reader, input.SizeBytes));
            ProgressMeter.Clear();
            var report = new StatsReport(input, statistics, parsed.GetValue(trace.Time), parsed.GetValue(packets));
            if (parsed.GetValue(json))
            {
                JsonReport.Write(report.Write);
            }
            else
            {
                using var output = new Report(!parsed.GetValue(noPager));
                report.Write(output);
            }

            return Messages.TellProblems(statistics.Problems);
        });
        return command;
    }
}
