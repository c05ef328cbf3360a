using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Tracing.Tool.Tests.Support;
using Xunit;

namespace Tracing.Tool.Tests.Live;

/// <summary>docs/tour.md, run as it stands there: its commands are taken from the page.</summary>
public sealed partial class TourTests : IDisposable
{
    private const string Server = "dotnet run -c Release --project samples/WebShop &";
    private const string Load = "TRACING_CONTROL=0 dotnet run -c Release --project samples/WebShop -- ";
    private const string Port = "5080";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly LiveApps _apps = new();
    private readonly List<Process> _background = [];
    private readonly string _port = FreePort().ToString(CultureInfo.InvariantCulture);

    private static string WebShop { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "WebShop", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "WebShop"));

    [Fact]
    public void EachCommandOfThePageDoesWhatThePageSays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The page's commands are for a POSIX shell.");
        Assert.SkipUnless(IsInstalled("curl") || Environment.GetEnvironmentVariable("CI") == "true", "The program 'curl' is not installed.");
        Directory.CreateDirectory(_apps.Place("tour"));
        var outputs = new List<(string Command, string Output)>();
        foreach (string command in Commands())
        {
            outputs.Add((command, command.EndsWith('&') ? StartInBackground(command) : RunToItsEnd(command)));
        }

        Assert.Contains(outputs, static one => one.Command == "tracectl ps" && one.Output.Contains("WebShop", StringComparison.Ordinal));
        AssertOutput(outputs, "tracectl list", "webshop:RequestEnd", "WebShopTrace.cs");
        AssertOutput(outputs, "tracectl watch", "webshop:RequestBegin");
        AssertOutput(outputs, "tracectl stats", "webshop:OrderPlaced", "Nothing was lost.");
        AssertOutput(outputs, "tracectl view traces/load -e", "webshop:RequestEnd", " gave 20", "(WebShopTrace.cs:");
        AssertOutput(outputs, "tracectl view traces/load -f", "tenant=\"customer-1\"");
        AssertOutput(outputs, "tracectl latency", "p99");
        AssertOutput(outputs, "curl", "\"product\":13");
        AssertOutput(outputs, "tracectl trigger list", "slow");
        AssertOutput(outputs, "tracectl view traces -f", "GET  /products/13 gave 200 after ");
        AssertOutput(outputs, "tracectl view traces -e", "price of product 13 was not cached");
        Assert.DoesNotContain("flight", outputs[^1].Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(_apps.Place("tour"), "slow.json")).Length > 0);
    }

    public void Dispose()
    {
        // The customers first.
        foreach (Process process in _background.AsEnumerable().Reverse())
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        _apps.Dispose();
    }

    /// <summary>The lines that begin with a dollar sign, in the page's blocks of commands.</summary>
    private static IEnumerable<string> Commands() =>
        from Match block in BlockPattern().Matches(File.ReadAllText(Repository.Path("docs", "tour.md")))
        from line in block.Groups[1].Value.Split('\n')
        where line.StartsWith("$ ", StringComparison.Ordinal)
        select line[2..];

    /// <summary>The shop and its customers as they are built, on a port that is free.</summary>
    private string StartInBackground(string command)
    {
        Assert.True(command == Server || command.StartsWith(Load, StringComparison.Ordinal), $"Not known how to run '{command}'.");
        ProcessStartInfo start = Prepare(new ProcessStartInfo(WebShop, command == Server ? [] : command[Load.Length..^1].Trim().Split(' ')) { RedirectStandardOutput = true });
        if (command != Server)
        {
            start.Environment["TRACING_CONTROL"] = "0";
        }

        Process process = Process.Start(start)!;
        _background.Add(process);

        // The customers wait for the shop; everybody else for the line that says that it is open.
        return command == Server ? process.StandardOutput.ReadLine() ?? "" : "";
    }

    private string RunToItsEnd(string command)
    {
        string script = command.Replace(Port, _port, StringComparison.Ordinal);
        for (long begin = Stopwatch.GetTimestamp(); ;)
        {
            using Process process = Process.Start(Prepare(new ProcessStartInfo("bash", ["-c", $"tracectl() {{ dotnet '{Path.Combine(AppContext.BaseDirectory, "tracectl.dll")}' \"$@\"; }}\n{script}"])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            }))!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            Assert.True(process.WaitForExit(s_patience), $"'{command}' did not end.");
            if (process.ExitCode == 0 && HasCome(command, output))
            {
                return output;
            }

            // Whoever reads the page takes longer than the snapshot does.
            Assert.True(IsEventual(command) && Stopwatch.GetElapsedTime(begin) < s_patience, $"'{command}' ended with {process.ExitCode}:\n{output}{error.Result}");
        }
    }

    /// <summary>Commands that show what the service does in its own time.</summary>
    private static bool IsEventual(string command) => command.StartsWith("tracectl trigger list", StringComparison.Ordinal) || command.StartsWith("tracectl view traces ", StringComparison.Ordinal);

    private static bool HasCome(string command, string output) => !IsEventual(command)
        || (command.Contains("trigger list", StringComparison.Ordinal) ? FiredPattern().IsMatch(output) : output.Length > 0);

    private ProcessStartInfo Prepare(ProcessStartInfo start)
    {
        start.WorkingDirectory = _apps.Place("tour");
        start.Environment["WEBSHOP_URL"] = $"http://localhost:{_port}";
        foreach ((string name, string value) in _apps.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static void AssertOutput(List<(string Command, string Output)> outputs, string command, params string[] parts)
    {
        (string Command, string Output) one = Assert.Single(outputs, one => one.Command.StartsWith(command, StringComparison.Ordinal));
        Assert.All(parts, part => Assert.Contains(part, one.Output, StringComparison.Ordinal));
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex BlockPattern();

    /// <summary>A row of the trigger with a match and a firing.</summary>
    [GeneratedRegex(@"slow +[1-9][0-9,]* +[1-9]")]
    private static partial Regex FiredPattern();
}
