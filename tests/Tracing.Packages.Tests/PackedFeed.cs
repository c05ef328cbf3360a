using System.IO.Compression;
using Tracing.Runtime.Tests.Support;

[assembly: AssemblyFixture(typeof(Tracing.Packages.Tests.PackedFeed))]

namespace Tracing.Packages.Tests;

/// <summary>All packages, packed once from nothing into a folder feed, in a version that no cache can know.</summary>
public sealed class PackedFeed : IDisposable
{
    private readonly TempFolder _folder = new();

    public PackedFeed()
    {
        try
        {
            foreach (string project in (string[])["Tracing.Abstractions", "Tracing.Runtime", "Tracing.Reader"])
            {
                // An output of its own: as in a fresh clone, nothing is built yet.
                DotnetCli.Run(
                    DotnetCli.RepositoryRoot, "pack", project, "-o", Folder, $"-p:Version={Version}", $"-p:ArtifactsPath={_folder["artifacts"]}");
            }
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    public string Version { get; } = "0.1.0-test." + Guid.NewGuid().ToString("N")[..8].TrimStart('0') + "x";

    public string Folder => _folder["feed"];

    /// <summary>The files in a package.</summary>
    internal string[] FilesOf(string package, string extension = "nupkg")
    {
        using ZipArchive archive = Open(package, extension);
        return [.. archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
    }

    /// <summary>A package's own description.</summary>
    internal string SpecificationOf(string package)
    {
        using ZipArchive archive = Open(package, "nupkg");
        using var reader = new StreamReader(archive.GetEntry(package + ".nuspec")!.Open());
        return reader.ReadToEnd();
    }

    public void Dispose() => _folder.Dispose();

    private ZipArchive Open(string package, string extension) => ZipFile.OpenRead(Path.Combine(Folder, $"{package}.{Version}.{extension}"));
}
