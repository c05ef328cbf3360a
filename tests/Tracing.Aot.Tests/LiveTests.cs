using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Aot.Tests;

/// <summary>A native tracectl and a native process: what they do under the JIT, they do here.</summary>
public sealed class LiveTests(PublishedTool published) : IClassFixture<PublishedTool>, IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void ANativeProcessIsListedWatchedTriedAndRecorded()
    {
        using Process app = Start("run");
        try
        {
            string pid = app.Id.ToString(CultureInfo.InvariantCulture);
            JsonElement process = Assert.Single(JsonDocument.Parse(Run("ps", "--json").Output).RootElement.EnumerateArray());
            Assert.Contains("NativeAOT", process.GetProperty("runtime").GetString(), StringComparison.Ordinal);
            Assert.Equal(4, JsonDocument.Parse(Run("list", "-p", pid, "--json").Output).RootElement[0].GetProperty("tracepoints").GetArrayLength());
            Assert.Contains("live:Tick", Run("watch", "-p", pid, "-n", "1", "-i", "200ms").Output, StringComparison.Ordinal);
            Assert.True(JsonDocument.Parse(Run("try", "-p", pid, "-e", "live:*", "-f", "number > 1", "--for", "200ms", "--json").Output).RootElement[0].GetProperty("matched").GetInt64() > 0);
            Run("session", "create", "-p", pid, "flight", "-e", "live:*", "--context", "vtid", "--start");
            Assert.Contains("enable live:*", Run("session", "show", "-p", pid, "flight").Output, StringComparison.Ordinal);
            Run("session", "destroy", "-p", pid, "flight");
            Run("record", "-p", pid, "-e", "live:*", "-o", _folder["outside"], "-d", "300ms");
            Run("record", "-p", pid, "-e", "live:*", "-o", _folder["inside"], "-d", "300ms", "--inside");
            Assert.NotEmpty(Babeltrace.Read(_folder[$"outside/liveapp-{pid}"]));
            Assert.NotEmpty(Babeltrace.Read(_folder[$"inside/liveapp-{pid}"]));
        }
        finally
        {
            app.Kill();
            app.WaitForExit();
        }
    }

    [Fact]
    public void ANativeCommandIsRecordedFromItsFirstInstruction()
    {
        Programs.Result result = Programs.Run(published.Tracectl, ["record", "-e", "live:*", "-o", _folder["command"], "--", published.LiveApp, "parent", "50"], Configure);
        Assert.True(result.ExitCode == 0, result.Error);
        string[] folders = Directory.GetDirectories(_folder["command"]);
        Assert.Equal(2, folders.Length);
        Assert.All(folders, static folder => Assert.Contains(Babeltrace.Read(folder), static line => line.Contains("live:MainEntered", StringComparison.Ordinal)));
    }

    public void Dispose() => _folder.Dispose();

    private Programs.Result Run(params string[] arguments)
    {
        Programs.Result result = Programs.Run(published.Tracectl, arguments, Configure);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.ExitCode} {result.Output}{result.Error}");
        return result;
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(published.LiveApp, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        Configure(start);
        Process process = Process.Start(start)!;
        Assert.Equal("running", process.StandardOutput.ReadLine());
        return process;
    }

    private void Configure(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.Environment["TRACING_CONTROL_DIR"] = _folder["sockets"];
    }
}
