using System.Globalization;
using Tracing.Tool.Live;

namespace Tracing.Tool.Output;

/// <summary>Rates as lines: the time, the process, the event, events since the last count, and their rate in a second.</summary>
internal sealed class RateLines : IRateView
{
    public int Run(Func<Action<IReadOnlyList<EventRate>>, int> loop)
    {
        using var target = OutputTarget.Open(allowsPager: false);
        return loop(rates => Show(rates, target.Lines));
    }

    private static void Show(IReadOnlyList<EventRate> rates, LineWriter lines)
    {
        string time = TimeProvider.System.GetLocalNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        if (rates.Count == 0)
        {
            lines.Write($"{time}  no events");
            lines.EndLine();
        }

        foreach (EventRate rate in rates)
        {
            lines.Write(string.Create(CultureInfo.InvariantCulture, $"{time}  {rate.Process.Name}/{rate.Process.Pid}  {rate.Name}  {rate.Added}  {Numbers.Rate(rate.Rate)}/s"));
            lines.EndLine();
        }

        lines.Flush();
    }
}
