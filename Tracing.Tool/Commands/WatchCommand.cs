using System.CommandLine;
using System.Diagnostics;
using Tracing.Tool.Control;
using Tracing.Tool.Output;
using Tracing.Tool.Live;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl watch</c>: how often events happen, as they happen.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    public static Command Build()
    {
        var processes = new ProcessOptions();
        Option<string[]> events = LiveOptions.Events();
        Option<TimeSpan?> interval = DurationOption.Create("Time between two counts: 1s unless given.", "--interval", "-i");
        Option<long?> rounds = CountOption.Create("End after so many counts.", "--rounds", "-n");
        Option<bool> all = new("--all", "-a") { Description = "Show tracepoints without events too." };
        Option<bool> json = new("--json") { Description = "Write a JSON object a line for each process and count." };
        var command = new Command("watch", "Show the rates of a running process's events: a live table at a terminal, lines otherwise. Counting costs the process some ns an event.")
        {
            events, interval, rounds, all, json,
        };
        processes.AddTo(command);
        command.SetAction(parsed =>
        {
            string[] patterns = parsed.GetValue(events) ?? [];
            List<ControlClient> clients = processes.Connect(parsed);
            try
            {
                foreach (ControlClient client in clients)
                {
                    TracepointQuery.Run(client, patterns);
                    client.Count(patterns is [] ? ["*"] : patterns);
                }

                IRateView view = parsed.GetValue(json) ? new JsonRates() : Terminal.IsOutput ? new LiveRates() : new RateLines();
                return view.Run(show => Watch(
                    clients.ConvertAll(client => new RateCounter(client, patterns)),
                    parsed.GetValue(interval) ?? s_interval,
                    parsed.GetValue(rounds) ?? long.MaxValue,
                    rates => show([.. rates.Where(rate => parsed.GetValue(all) || rate.Hits > 0)])));
            }
            finally
            {
                clients.ForEach(static client => client.Dispose());
            }
        });
        return command;
    }

    private static int Watch(List<RateCounter> counters, TimeSpan interval, long rounds, Action<IEnumerable<EventRate>> show)
    {
        using var stop = new StopSignals();
        counters.ForEach(static counter => counter.Update());
        int failures = 0;
        long next = Stopwatch.GetTimestamp();
        for (long round = 0; round < rounds && counters.Count > 0; round++)
        {
            next += (long)(interval.TotalSeconds * Stopwatch.Frequency);
            TimeSpan rest = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), next);
            if (stop.Wait(rest > TimeSpan.Zero ? rest : TimeSpan.Zero))
            {
                break;
            }

            foreach (RateCounter counter in counters.ToArray())
            {
                try
                {
                    counter.Update();
                }
                catch (ControlException exception)
                {
                    Messages.Error(ProcessFinder.IsGone(counter.Process.Pid) ? $"{counter.Process.Name} ({counter.Process.Pid}) ended." : exception.Message);
                    failures++;
                    counters.Remove(counter);
                }
            }

            show(counters.SelectMany(static counter => counter.Rates));
        }

        return failures > 0 ? ExitCode.Failed : ExitCode.Done;
    }
}
