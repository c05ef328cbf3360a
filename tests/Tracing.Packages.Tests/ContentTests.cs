namespace Tracing.Packages.Tests;

/// <summary>What is in the packages.</summary>
public class ContentTests(PackedFeed feed)
{
    [Theory]
    [InlineData("Tracing.Abstractions")]
    [InlineData("Tracing.Runtime")]
    [InlineData("Tracing.Reader")]
    public void APackageHasItsAssemblyDocumentationReadmeAndSymbols(string package)
    {
        string[] files = feed.FilesOf(package);
        Assert.Contains("README.md", files);
        Assert.Equal([$"lib/net10.0/{package}.dll", $"lib/net10.0/{package}.xml"], files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)));
        Assert.Contains($"lib/net10.0/{package}.pdb", feed.FilesOf(package, "snupkg"));

        string specification = feed.SpecificationOf(package);
        Assert.Contains("<license type=\"expression\">MIT</license>", specification);
        Assert.Contains("<readme>README.md</readme>", specification);
    }

    [Fact]
    public void TheDeclaringPackageCarriesTheGeneratorTheCodeFixAndItsBuildFiles()
    {
        string[] files = feed.FilesOf("Tracing.Abstractions");
        Assert.Equal(
            ["analyzers/dotnet/cs/Tracing.Generators.CodeFixes.dll", "analyzers/dotnet/cs/Tracing.Generators.dll"],
            files.Where(file => file.StartsWith("analyzers/", StringComparison.Ordinal)));
        Assert.Contains("buildTransitive/Tracing.Abstractions.props", files);
        Assert.Contains("buildTransitive/Tracing.Abstractions.targets", files);
    }

    [Fact]
    public void TheRecordingPackageCarriesTheSchemaOfItsConfiguration() => Assert.Contains("tracing-config.schema.json", feed.FilesOf("Tracing.Runtime"));

    [Theory]
    [InlineData("Tracing.Abstractions")]
    [InlineData("Tracing.Reader")]
    public void ThePackageDependsOnNothing(string package) => Assert.DoesNotContain("<dependency ", feed.SpecificationOf(package));

    [Fact]
    public void TheRecordingPackageDependsOnTheDeclaringOneOfTheSameVersionWithItsGenerator() => Assert.Equal(
        [$"<dependency id=\"Tracing.Abstractions\" version=\"[{feed.Version}]\" include=\"All\" />"],
        feed.SpecificationOf("Tracing.Runtime").Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("<dependency ", StringComparison.Ordinal)));
}
