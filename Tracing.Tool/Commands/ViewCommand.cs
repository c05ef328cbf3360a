using System.CommandLine;
using Tracing.Reader;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl view</c>: the events of a trace in the order of time.</summary>
internal static partial class ViewCommand
{
    public static Command Build()
    {
        var trace = new TraceOptions();
        Option<bool> json = new("--json") { Description = "Write a JSON object a line, with values that are easy to work with." };
        Option<bool> fullJson = new("--json=full") { Description = "Write a JSON object a line with all that the event has, as CTF has it." };
        Option<long?> limit = CountOption.Create("Stop after so many events.", "--limit", "-n");
        Option<bool> noPager = TraceOptions.NoPagerOption();
        Option<bool> follow = new("--follow", "-F")
        {
            Description = "Show events as they are written, until the recording has ended or with Ctrl-C. The trace may come later.",
        };
        Option<bool> source = new("--source")
        {
            Description = "Show where each event is declared in source, in the text form and with --json, as far as the trace says.",
        };
        var command = new Command("view", "Show the events of a trace in the order of time.") { json, fullJson, limit, noPager, follow, source };
        trace.AddTo(command);
        command.SetAction(parsed =>
        {
            var form = new ViewForm(
                parsed.GetValue(fullJson) ? ViewKind.FullJson : parsed.GetValue(json) ? ViewKind.Json : ViewKind.Text, parsed.GetValue(source));
            if (parsed.GetValue(follow))
            {
                return Follow(parsed.GetRequiredValue(trace.Path), trace.Request(parsed), form, parsed.GetValue(limit) ?? long.MaxValue);
            }

            return Run(trace.Open(parsed), form, parsed.GetValue(trace.Time), parsed.GetValue(limit) ?? long.MaxValue, !parsed.GetValue(noPager));
        });
        return command;
    }

    private static int Run(TraceInput input, ViewForm form, TimeStyle style, long limit, bool allowsPager)
    {
        var threads = new ThreadTable();
        var progress = new ProgressMeter(input.Reader, input.SizeBytes, isEnabled: !Terminal.IsOutput);
        using var target = OutputTarget.Open(allowsPager);
        CounterTimes? counterTimes = form.Kind == ViewKind.Text ? CounterTimes.Of(input.Reader, style) : null;
        long begin = counterTimes?.At((ulong)input.Begin) ?? input.Begin;
        IItemWriter writer = MakeWriter(form, target.Lines, threads, new TimeWriter(style, begin), counterTimes);
        using var owned = writer as IDisposable;
        return Write(input, writer, threads, limit, progress) > 0 ? ExitCode.Failed : ExitCode.Done;
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

    private static IItemWriter MakeWriter(ViewForm form, LineWriter lines, ThreadTable threads, TimeWriter time, CounterTimes? counterTimes = null) => form.Kind switch
    {
        ViewKind.FullJson => new FullJsonView(lines),
        ViewKind.Json => new CompactJsonView(lines, threads, form.ShowsSource),
        _ => new TextView(lines, time, threads, Terminal.HasColour, form.ShowsSource, counterTimes),
    };

    private readonly record struct ViewForm(ViewKind Kind, bool ShowsSource);

    private enum ViewKind
    {
        Text,
        Json,
        FullJson,
    }
}
