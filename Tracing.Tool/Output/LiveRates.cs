using System.Globalization;
using Spectre.Console;
using Tracing.Tool.Live;

namespace Tracing.Tool.Output;

/// <summary>Rates as a table that stays where it is on the terminal; the most frequent events first, as many as fit.</summary>
internal sealed class LiveRates : IRateView
{
    /// <summary>Lines that are no rows: headings, rules, what is left out, and the shell's prompt.</summary>
    private const int OtherLines = 6;

    private const int MinRows = 3;

    private const int DefaultHeight = 24;

    public int Run(Func<Action<IReadOnlyList<EventRate>>, int> loop) => AnsiConsole.Live(new Text("Counting …")).Start(context => loop(rates =>
    {
        context.UpdateTarget(Build(rates));
        context.Refresh();
    }));

    private static Table Build(IReadOnlyList<EventRate> rates)
    {
        int rows = Math.Max(MinRows, Height() - OtherLines);
        var table = new ReportTable("process", "event", ">events", ">a second");
        foreach (EventRate rate in rates.OrderByDescending(static rate => rate.Rate).ThenBy(static rate => rate.Name, StringComparer.Ordinal).Take(rows))
        {
            table.Row(string.Create(CultureInfo.InvariantCulture, $"{rate.Process.Name}/{rate.Process.Pid}"), rate.Name, Numbers.Count(rate.Hits), Numbers.Rate(rate.Rate));
        }

        if (rates.Count > rows)
        {
            table.Row("", $"and {rates.Count - rows} more", "", Numbers.Rate(rates.OrderByDescending(static rate => rate.Rate).Skip(rows).Sum(static rate => rate.Rate)));
        }

        return table.Build();
    }

    private static int Height()
    {
        try
        {
            return Console.WindowHeight > 0 ? Console.WindowHeight : DefaultHeight;
        }
        catch (IOException)
        {
            return DefaultHeight;
        }
    }
}
