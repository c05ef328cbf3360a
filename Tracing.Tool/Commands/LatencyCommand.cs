using System.CommandLine;
using Tracing.Tool.Analysis;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl latency</c>: how long it takes from one event to another.</summary>
internal static class LatencyCommand
{
    private const int DefaultWorst = 3;
    private const int DefaultContext = 8;

    public static Command Build()
    {
        var trace = new TraceOptions();
        Option<string> begin = new("--begin") { Description = "Name or pattern of the event that begins; without a provider it stands for any.", HelpName = "EVENT", Required = true };
        Option<string> end = new("--end") { Description = "Name or pattern of the event that ends.", HelpName = "EVENT", Required = true };
        Option<string?> key = new("--key") { Description = "The field, of event or context, whose value a begin and its end share.", HelpName = "FIELD" };
        Option<bool> byThread = new("--by-thread") { Description = "A begin and its end are of one thread, the innermost first. This is so without --key." };
        Option<int> worst = new("--worst") { Description = "How many of the longest to show.", HelpName = "COUNT", DefaultValueFactory = static _ => DefaultWorst };
        Option<int> context = new("--context") { Description = "How many events of their threads to show with each of the longest.", HelpName = "COUNT", DefaultValueFactory = static _ => DefaultContext };
        Option<bool> json = TraceOptions.JsonOption();
        Option<bool> noPager = TraceOptions.NoPagerOption();
        var command = new Command("latency", "Measure how long it takes from one event to another.") { begin, end, key, byThread, worst, context, json, noPager };
        trace.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(key) is not null && result.GetValue(byThread))
            {
                result.AddError("--key and --by-thread cannot be had together.");
            }

            if (result.GetValue(worst) < 0 || result.GetValue(context) < 0)
            {
                result.AddError("--worst and --context expect a number from 0.");
            }
        });
        command.SetAction(parsed =>
        {
            TraceInput input = trace.Open(parsed);
            var rule = new SpanRule(parsed.GetRequiredValue(begin), parsed.GetRequiredValue(end), parsed.GetValue(key));
            LatencyAnalysis analysis = LatencyAnalysis.Run(input, [rule], parsed.GetValue(worst), new ProgressMeter(input.Reader, input.SizeBytes));
            if (analysis.Histograms[0].Count == 0)
            {
                throw new ToolException(WhyNone(analysis, rule));
            }

            var report = new LatencyReport(input, analysis, parsed.GetValue(trace.Time), parsed.GetValue(context));
            if (parsed.GetValue(json))
            {
                JsonReport.Write(report.Write);
            }
            else
            {
                using var output = new Report(!parsed.GetValue(noPager));
                report.Write(output);
            }

            return Messages.TellProblems(analysis.Problems);
        });
        return command;
    }

    private static string WhyNone(LatencyAnalysis analysis, SpanRule rule)
    {
        long begins = analysis.Events.Where(pair => rule.IsBegin(pair.Key)).Sum(static pair => pair.Value);
        long ends = analysis.Events.Where(pair => rule.IsEnd(pair.Key)).Sum(static pair => pair.Value);
        string how = rule.Key is null ? "in the same thread" : $"with the same '{rule.Key}'";
        return begins == 0 ? $"no event matches --begin '{rule.Begin}'; 'tracectl stats' lists the events"
            : ends == 0 ? $"no event matches --end '{rule.End}'; 'tracectl stats' lists the events"
            : $"none of {Numbers.Count(begins)} begins has one of {Numbers.Count(ends)} ends behind it {how}";
    }
}
