using System.Text;
using System.Text.RegularExpressions;
using Tracing.Runtime.Configuration;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Configuration;

/// <summary>What the documents show is what the parser takes.</summary>
public partial class DocumentTests
{
    [Fact]
    public void TheExampleConfigurationIsRight() => TraceConfiguration.Parse(Encoding.UTF8.GetBytes(Example("configuration.md")), "docs/configuration.md");

    [Fact]
    public void TheExampleTriggerIsRight() => TraceConfiguration.ParseTrigger(Encoding.UTF8.GetBytes(Example("triggers.md")), "docs/triggers.md");

    [Fact]
    public void EveryKeyIsInTheTables()
    {
        string document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md"));
        IObjectForm[] forms = [FileConfiguration.Form, SessionConfiguration.Form, RotationForm.Form, SnapshotForm.Form, StatedumpForm.Form, ChannelConfiguration.Form, RuleConfiguration.Form, TriggerConfiguration.Form];
        Assert.All(forms, form =>
        {
            string row = document.Split('\n').Single(line => line.StartsWith($"| {form.Name} |", StringComparison.Ordinal));
            Assert.All(form.Keys, key => Assert.Contains(key.IsRequired ? $"**`{key.Name}`**" : $"`{key.Name}`", row));
        });
    }

    private static string Example(string document) =>
        ExamplePattern().Match(File.ReadAllText(Path.Combine(Repository.Root, "docs", document))).Groups["json"].Value;

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ExamplePattern();
}
