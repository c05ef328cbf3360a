using Tracing.Runtime.Tests.Support;

namespace Tracing.Packages.Tests;

/// <summary>Installs the packages into an application outside the repository, and uses them.</summary>
public sealed class InstallTests : IDisposable
{
    private readonly InstalledApp _app;

    public InstallTests(PackedFeed feed)
    {
        _app = new InstalledApp(feed);
        _app.Create();
    }

    [Fact]
    public void AnAppRecordsItsLibrariesTracepointsAndItsOwn()
    {
        string program = _app.Build();
        InstalledApp.RunTraced(program, _app["by-environment"]);
        AssertComplete(_app["by-environment"]);
        InstalledApp.RunByCode(program, _app["by-code"]);
        AssertComplete(_app["by-code"]);
    }

    [Fact]
    public void ThePropertiesReachTheBuild()
    {
        // Without the start before Main the environment is not looked at.
        InstalledApp.RunTraced(_app.Build("TracingAutoStart=false"), _app["no-start"]);
        Assert.False(Directory.Exists(_app["no-start"]));

        // With the feature switch off there is nothing to start.
        InstalledApp.RunTraced(_app.Build("TracingSupport=false"), _app["no-support"]);
        Assert.False(Directory.Exists(_app["no-support"]));
    }

    public void Dispose() => _app.Dispose();

    private static void AssertComplete(string trace)
    {
        string[] lines = Babeltrace.Read(trace);
        Assert.Equal(2, lines.Length);
        Assert.Contains("shop:OrderPlaced", lines[0]);
        Assert.Contains("orderId = 7, customer = \"Ada\"", lines[0]);
        Assert.Contains("app:Done", lines[1]);
        Assert.EndsWith("{ who = \"user\" }", lines[1]);
    }
}
