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

    [Fact]
    public void DotnetFormatPutsCostlyArgumentsUnderTheirGuards()
    {
        // The first has no fix: it must not keep the others from theirs. The library is a project reference, with a provider of its own.
        const string Before = """
            using Shop;

            namespace App;

            internal static class Costly
            {
                public static int Emit(int[] items)
                {
                    int number = 0;
                    ShopTrace.OrderPlaced(++number, items.ToString()!, 1m);

                    // Above.
                    ShopTrace.OrderPlaced(number, string.Join(',', items), 1m); // Behind.
                    AppTrace.Done($"{number}");
                    return number;
                }

                public static void Leave(int[] items) => AppTrace.Done(string.Join(',', items));
            }
            """;
        const string After = """
            using Shop;

            namespace App;

            internal static class Costly
            {
                public static int Emit(int[] items)
                {
                    int number = 0;
                    ShopTrace.OrderPlaced(++number, items.ToString()!, 1m);

                    // Above.
                    if (ShopTrace.OrderPlacedEnabled)
                    {
                        ShopTrace.OrderPlaced(number, string.Join(',', items), 1m); // Behind.
                    }
                    if (AppTrace.DoneEnabled)
                    {
                        AppTrace.Done($"{number}");
                    }
                    return number;
                }

                public static void Leave(int[] items)
                {
                    if (AppTrace.DoneEnabled)
                    {
                        AppTrace.Done(string.Join(',', items));
                    }
                }
            }
            """;
        _app.Write("App/Costly.cs", Before);

        DotnetCli.Run(_app["App"], "restore");
        DotnetCli.Run(_app["App"], "format", "analyzers", "--diagnostics", "TRC2001", "--severity", "info", "--no-restore");

        Assert.Equal(After + "\n", File.ReadAllText(_app["App/Costly.cs"]).ReplaceLineEndings("\n"));
        _app.Build();
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
