using Tracing.Packages.Tests;
using Tracing.Runtime.Tests.Support;

[assembly: AssemblyFixture(typeof(Tracing.Aot.Tests.PublishedSample))]

namespace Tracing.Aot.Tests;

/// <summary>
/// The sample QuickStart, published with NativeAOT with and without tracing. Published once, into an output of its own: to
/// publish restores for one platform, which would be in the way of other builds.
/// </summary>
public sealed class PublishedSample : IDisposable
{
    private const string Platform = "linux-x64";

    private readonly TempFolder _folder = new();

    public PublishedSample()
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess || System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture != System.Runtime.InteropServices.Architecture.X64)
        {
            throw new InvalidOperationException($"These tests are for {Platform}.");
        }

        try
        {
            // In this order: the last one leaves its build for the JIT behind.
            Publish("without", "PublishAot=true", "TracingSupport=false");
            Publish("native", "PublishAot=true");
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>With tracing.</summary>
    public string Native => _folder["native/QuickStart"];

    /// <summary>With <c>TracingSupport</c> set to false.</summary>
    public string WithoutTracing => _folder["without/QuickStart"];

    /// <summary>The same program for the JIT.</summary>
    public string Managed => _folder[$"artifacts/bin/QuickStart/release_{Platform}/QuickStart.dll"];

    /// <summary>Publishes it trimmed, with the runtime, and returns the program; null when the runtime's package is not to be had here.</summary>
    public string? PublishTrimmed()
    {
        Programs.Result result = DotnetCli.TryRun(DotnetCli.RepositoryRoot, Command("trimmed", "PublishTrimmed=true", "SelfContained=true"));
        if (result.ExitCode != 0 && result.Output.Contains("error NU", StringComparison.Ordinal))
        {
            return null;
        }

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.DoesNotMatch("warning +[A-Z]+[0-9]+", result.Output);
        return _folder["trimmed/QuickStart"];
    }

    public void Dispose() => _folder.Dispose();

    private void Publish(string output, params string[] properties) => DotnetCli.Run(DotnetCli.RepositoryRoot, Command(output, properties));

    private string[] Command(string output, params string[] properties) =>
    [
        "publish", "samples/QuickStart", "-r", Platform, "-o", _folder[output], $"-p:ArtifactsPath={_folder["artifacts"]}",
        .. properties.Select(property => "-p:" + property),
    ];
}
