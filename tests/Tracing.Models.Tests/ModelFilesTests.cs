using System.Text.RegularExpressions;

namespace Tracing.Models.Tests;

/// <summary>What the models' comments say, held against the models.</summary>
public partial class ModelFilesTests
{
    private static readonly string[] s_files = Directory.GetFiles(Model.Folder, "*.pml");

    private static Model[] Models =>
        [.. s_files.Where(static file => !file.EndsWith(".inc.pml", StringComparison.Ordinal)).Select(static file => new Model(Path.GetFileNameWithoutExtension(file)))];

    [Fact]
    public void EveryPlantedFaultIsListedByAModel()
    {
        string[] planted = [.. s_files.SelectMany(static file => File.ReadLines(file)).Where(static line => line.StartsWith('#'))
            .SelectMany(static line => NamePattern().Matches(line)).Select(static match => match.Value).Distinct().Order()];
        Assert.NotEmpty(planted);
        Assert.Equal(planted, Models.SelectMany(static model => model.Faults).Distinct().Order());
    }

    [Fact]
    public void EveryModelIsTested()
    {
        foreach (string file in s_files.Where(static file => !file.EndsWith(".inc.pml", StringComparison.Ordinal)))
        {
            Assert.NotNull(typeof(ModelFilesTests).Assembly.GetType($"Tracing.Models.Tests.{Path.GetFileNameWithoutExtension(file)}Tests"));
        }
    }

    [GeneratedRegex(@"FAULT_\w+")]
    private static partial Regex NamePattern();
}
