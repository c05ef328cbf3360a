using System.CommandLine;
using Tracing.Reader;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl view</c>: the events of a trace in the order of time.</summary>
internal static class ViewCommand
{
    public static Command Build()
    {
        var trace = new TraceOptions();
        Option<bool> json = new("--json") { Description = "Write a JSON object a line, with values that are easy to work with." };
        Option<bool> fullJson = new("--json=full") { Description = "Write a JSON object a line with all that the event has, as CTF has it." };
        Option<long?> limit = CountOption.Create("Stop after so many events.", "--limit", "-n");
        Option<bool> noPager = TraceOptions.NoPagerOption();
        var command = new Command("view", "Show the events of a trace in the order of time.") { json, fullJson, limit, noPager };
        trace.AddTo(command);
        command.SetAction(parsed =>
        {
            ViewForm form = parsed.GetValue(fullJson) ? ViewForm.FullJson : parsed.GetValue(json) ? ViewForm.Json : ViewForm.Text;
            return Run(trace.Open(parsed), form, parsed.GetValue(trace.Time), parsed.GetValue(limit) ?? long.MaxValue, !parsed.GetValue(noPager));
        });
        return command;
    }

    private static int Run(TraceInput input, ViewForm form, TimeStyle style, long limit, bool allowsPager)
    {
        var threads = new ThreadTable();
        var progress = new ProgressMeter(input.Reader, input.SizeBytes, isEnabled: !Terminal.IsOutput);
        using var target = OutputTarget.Open(allowsPager);
        IItemWriter writer = form switch
        {
            ViewForm.FullJson => new FullJsonView(target.Lines),
            ViewForm.Json => new CompactJsonView(target.Lines, threads),
            _ => MakeTextView(input, style, target.Lines, threads),
        };
        using var owned = writer as IDisposable;
        return Write(input, writer, threads, limit, progress) > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static TextView MakeTextView(TraceInput input, TimeStyle style, LineWriter output, ThreadTable threads)
    {
        CounterTimes? times = CounterTimes.Of(input.Reader, style);
        long begin = times is null ? input.Begin : times.At((ulong)input.Begin);
        return new TextView(output, new TimeWriter(style, begin), threads, Terminal.HasColour, times);
    }

    /// <summary>Writes the items that are wanted; returns how many things were wrong.</summary>
    internal static int Write(TraceInput input, IItemWriter writer, ThreadTable threads, long limit, ProgressMeter progress)
    {
        EventSelection selection = input.Selection;
        int problems = 0;
        long left = limit;
        int untilReport = 1;
        foreach (TraceEvent item in input.Reader)
        {
            if (item.Kind == TraceItemKind.Event)
            {
                if (!selection.Matches(item, threads))
                {
                    continue;
                }

                if (left-- <= 0)
                {
                    break;
                }
            }
            else if (item.Kind == TraceItemKind.Problem)
            {
                Messages.Error(item.Problem!.ToString());
                problems++;
                continue;
            }

            writer.Write(item);
            if (--untilReport == 0)
            {
                untilReport = ProgressMeter.ReportEach;
                progress.Report(item);
            }
        }

        ProgressMeter.Clear();
        return problems;
    }

    private enum ViewForm
    {
        Text,
        Json,
        FullJson,
    }
}
