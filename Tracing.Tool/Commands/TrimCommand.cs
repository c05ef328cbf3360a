using System.CommandLine;
using Tracing.Reader;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl trim</c>: a copy of a trace with some of its events.</summary>
internal static class TrimCommand
{
    public static Command Build()
    {
        var trace = new TraceOptions();
        Option<string> output = new("--output", "-o") { Description = "The copy's folder, empty or not there yet.", HelpName = "OUT", Required = true };
        var command = new Command("trim", "Copy a trace with only the events that are wanted: CTF 1.8 again, with the same metadata.") { output };
        trace.AddTo(command);
        command.SetAction(parsed =>
        {
            TraceInput input = trace.Open(parsed);
            input.Selection.IncludesState = true;
            var threads = new ThreadTable();
            var progress = new ProgressMeter(input.Reader, input.SizeBytes);
            int untilReport = ProgressMeter.ReportEach;
            TraceCopy copy = input.Reader.CopyTo(parsed.GetRequiredValue(output), (in TraceEvent item) =>
            {
                if (--untilReport == 0)
                {
                    untilReport = ProgressMeter.ReportEach;
                    progress.Report(item);
                }

                return input.Selection.Matches(item, threads);
            });
            ProgressMeter.Clear();
            Messages.Say($"{Numbers.Count(copy.Events)} events in {Numbers.Count(copy.Packets)} packets");
            return Messages.TellProblems(copy.Problems);
        });
        return command;
    }
}
