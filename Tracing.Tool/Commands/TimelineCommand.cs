using System.CommandLine;
using Tracing.Tool.Analysis;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl timeline</c>: threads over time.</summary>
internal static class TimelineCommand
{
    private const string ByThread = "thread";
    private const string ByEvent = "event";

    public static Command Build()
    {
        var trace = new TraceOptions();
        Option<string> by = new("--by") { Description = "What a line is for: thread or event.", HelpName = "thread|event", DefaultValueFactory = static _ => ByThread };
        by.AcceptOnlyFromAmong(ByThread, ByEvent);
        Option<bool> json = TraceOptions.JsonOption();
        Option<bool> noPager = TraceOptions.NoPagerOption();
        var command = new Command("timeline", "Draw how many events each thread had over time.") { by, json, noPager };
        trace.AddTo(command);
        command.SetAction(parsed =>
        {
            TraceInput input = trace.Open(parsed);
            TraceStatistics statistics = StatisticsCollector.Collect(input, new ProgressMeter(input.Reader, input.SizeBytes));
            ProgressMeter.Clear();
            var report = new TimelineReport(input, statistics, parsed.GetValue(by) == ByEvent, parsed.GetValue(trace.Time));
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
