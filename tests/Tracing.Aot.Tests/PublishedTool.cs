using Tracing.Packages.Tests;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Aot.Tests;

/// <summary>tracectl and the application that its tests look at, published with NativeAOT; once for a class, into an output of their own.</summary>
public sealed class PublishedTool : IDisposable
{
    private const string Platform = "linux-x64";

    private readonly TempFolder _folder = new();

    public PublishedTool()
    {
        try
        {
            Publish("Tracing.Tool", "tool");
            Publish("tests/Tracing.LiveApp", "app");
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>tracectl.</summary>
    public string Tracectl => _folder["tool/tracectl"];

    /// <summary>The application.</summary>
    public string LiveApp => _folder["app/liveapp"];

    public void Dispose() => _folder.Dispose();

    private void Publish(string project, string output) => DotnetCli.Run(
        DotnetCli.RepositoryRoot, ["publish", project, "-r", Platform, "-o", _folder[output], $"-p:ArtifactsPath={_folder["artifacts"]}", "-p:PublishAot=true"]);
}
