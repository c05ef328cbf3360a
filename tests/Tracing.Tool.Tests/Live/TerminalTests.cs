using System.Diagnostics;
using System.Globalization;
using Tracing.Tool.Tests.Support;
using Xunit;

namespace Tracing.Tool.Tests.Live;

/// <summary>What a person sees at a terminal: tmux is one.</summary>
public sealed class TerminalTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly LiveApps _apps = new();
    private readonly string _server = "tracectl-" + Guid.NewGuid().ToString("N");

    [Fact]
    public void RecordShowsALineThatStaysInItsPlaceAndASummary()
    {
        Process app = Begin();
        Type($"record -p {Id(app)} -e 'live:*' -o '{_apps.Place("traces")}'");
        string screen = WaitFor("1 process");
        Assert.Matches(@"[0-9:]{8}  [0-9 ]+ events, [0-9 .]+/s, [0-9.]+ [KMi]*B, 0 lost, [0-9]+ rings?, 1 process", screen);
        Tmux("send-keys", "-t", "0", "C-c");
        screen = WaitFor("events recorded");
        Assert.DoesNotContain("1 process", screen, StringComparison.Ordinal);
        Assert.Equal(0, _apps.Run("check", _apps.Place("traces")).ExitCode);
    }

    [Fact]
    public void WatchShowsATableThatStaysInItsPlace()
    {
        Process app = Begin();
        Type($"watch -p {Id(app)} -i 200ms");
        string screen = WaitFor("live:OrderFailed");
        Assert.Contains("a second", screen, StringComparison.Ordinal);
        WaitFor("live:Tick");
        Assert.Single(Tmux("capture-pane", "-p", "-t", "0").Split('\n'), static line => line.Contains("live:Tick", StringComparison.Ordinal));
        Tmux("send-keys", "-t", "0", "C-c");
        WaitFor("exit 0");
    }

    [Fact]
    public void BashCompletesPids()
    {
        Process app = Begin();
        string program = Path.Combine(AppContext.BaseDirectory, "tracectl.dll");
        Tmux("send-keys", "-t", "0", $"tracectl() {{ dotnet {program} \"$@\"; }}; eval \"$(tracectl completion bash)\"; echo set up", "Enter");
        WaitFor("\nset up");

        // Asked for the first time, a process has to compile what answers; completion does not wait for that.
        Assert.Equal(0, _apps.Run("ps").ExitCode);
        Tmux("send-keys", "-t", "0", "tracectl list -p ", "Tab");
        WaitFor($"tracectl list -p {Id(app)}");
    }

    public void Dispose()
    {
        using Process kill = Process.Start(new ProcessStartInfo("tmux", ["-L", _server, "kill-server"]) { RedirectStandardError = true })!;
        kill.WaitForExit();
        _apps.Dispose();
    }

    private static string Id(Process process) => process.Id.ToString(CultureInfo.InvariantCulture);

    private Process Begin()
    {
        bool isInstalled = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(static folder => File.Exists(Path.Combine(folder, "tmux")));
        if (!isInstalled && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("The program 'tmux' is not installed.");
        }

        Tmux("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "40", "env", "PS1=$ ", "TRACING_CONTROL_DIR=" + _apps.Environment[0].Value, "bash", "--norc", "--noprofile");
        return _apps.Start("run");
    }

    private void Type(string command) =>
        Tmux("send-keys", "-t", "0", $"clear; dotnet {Path.Combine(AppContext.BaseDirectory, "tracectl.dll")} {command}; echo exit $?", "Enter");

    private string WaitFor(string text)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            string screen = Tmux("capture-pane", "-p", "-t", "0");
            if (screen.Contains(text, StringComparison.Ordinal))
            {
                return screen;
            }

            Assert.True(watch.Elapsed < s_patience, $"'{text}' did not come:\n{screen}");
        }
    }

    private string Tmux(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("tmux", ["-L", _server, .. arguments]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
