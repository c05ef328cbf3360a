using System.Diagnostics;
using System.Globalization;
using Tracing.Tool.Tests.Support;
using Xunit;

namespace Tracing.Tool.Tests.Commands;

/// <summary>A trace whose clock only counts is shown with the times of its <c>clock:sync</c> records.</summary>
public sealed class CounterTimeTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("tracectl-test-").FullName;

    [Fact]
    public void ViewShowsWhenEventsWere()
    {
        string trace = Path.Combine(_parent, "trace");
        string program = Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "..", "..", "Tracing.TestApp", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Tracing.TestApp"));
        using (Process process = Process.Start(new ProcessStartInfo(program, ["clocks", trace, "Counter", "-"]) { RedirectStandardOutput = true })!)
        {
            process.WaitForExit();
        }

        string[] lines = Tracectl.Run("view", trace, "--time", "utc", "-n", "100").Lines;
        Assert.Equal(100, lines.Length);
        TimeSpan[] times = [.. lines.Select(static line => TimeSpan.Parse(line[.."HH:mm:ss.fffffff".Length], CultureInfo.InvariantCulture))];
        Assert.Equal(times.Order(), times);

        // Of the day: around midnight the difference is nearly a day.
        double difference = Math.Abs((DateTime.UtcNow.TimeOfDay - times[0]).TotalMinutes);
        Assert.True(Math.Min(difference, (24 * 60) - difference) < 10, lines[0]);

        // From the first event on, and as numbers.
        Assert.StartsWith("    0.", Tracectl.Run("view", trace, "--time", "relative", "-n", "1").Lines[0], StringComparison.Ordinal);
        string number = Tracectl.Run("view", trace, "--time", "raw", "-n", "1").Lines[0].Split(' ')[0];
        Assert.InRange(long.Parse(number, CultureInfo.InvariantCulture), 1, 1000);
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
