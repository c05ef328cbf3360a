using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tracing.Control;
using Tracing.Runtime.Control;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Control;

/// <summary>docs/control-protocol.md says what is.</summary>
public partial class DocumentationTests
{
    private static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "control-protocol.md"));

    [Fact]
    public void TheConversationTakesPlaceAsItIsPrinted()
    {
        using var folder = new TempFolder();
        using var app = new ControlledApp(folder.Path);
        using var client = new ControlConnection(app.Socket);
        int asked = 0;
        foreach (string line in Page.Split('\n'))
        {
            if (line.StartsWith("→ ", StringComparison.Ordinal))
            {
                client.Send(line[2..] + "\n");
                asked++;
            }
            else if (line.StartsWith("← ", StringComparison.Ordinal))
            {
                AssertSameForm(JsonNode.Parse(line[2..])!, client.Read()!);
            }
        }

        Assert.Equal(5, asked);
    }

    [Fact]
    public void AllMethodsAreListed() => Assert.Equal(MethodTable.Names.Order(), NamesIn("Methods"));

    [Fact]
    public void AllErrorsAreListed() => Assert.Equal(
        typeof(ControlErrors).GetFields(BindingFlags.Static | BindingFlags.Public).Select(static field => (string)field.GetRawConstantValue()!).Order(), NamesIn("Errors"));

    /// <summary>The names in the first column of a section's table.</summary>
    private static IEnumerable<string> NamesIn(string section)
    {
        string text = Page[Page.IndexOf($"## {section}", StringComparison.Ordinal)..];
        int end = text.IndexOf("\n## ", StringComparison.Ordinal);
        return from line in (end < 0 ? text : text[..end]).Split('\n')
               where line.StartsWith("| `", StringComparison.Ordinal)
               from Match name in Code().Matches(line.Split('|')[1])
               orderby name.Groups[1].Value
               select name.Groups[1].Value;
    }

    /// <summary>The same members; the same values but for those of the process itself.</summary>
    private static void AssertSameForm(JsonNode expected, JsonNode actual)
    {
        if (expected is JsonObject members)
        {
            Assert.Equal(members.Select(static member => member.Key), actual.AsObject().Select(static member => member.Key));
            foreach ((string key, JsonNode? value) in members)
            {
                if (key is not ("pid" or "startTicks" or "startTime" or "name" or "command" or "runtime"))
                {
                    AssertSameForm(value!, actual[key]!);
                }
            }
        }
        else if (expected is JsonArray items)
        {
            Assert.Equal(items.Count, actual.AsArray().Count);
            for (int i = 0; i < items.Count; i++)
            {
                AssertSameForm(items[i]!, actual[i]!);
            }
        }
        else
        {
            Assert.Equal(expected.ToJsonString(), actual.ToJsonString());
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
