using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Tracing.Runtime.Configuration;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Configuration;

/// <summary>Holds the published schema against the parser.</summary>
public class SchemaTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tracing-config.schema.json"));
    private static readonly JsonObject s_definitions = JsonNode.Parse(s_text)!["$defs"]!.AsObject();
    private static readonly JsonSchema s_schema = JsonSchema.FromText(s_text);

    private static readonly IObjectForm[] s_forms =
    [
        FileConfiguration.Form, SessionConfiguration.Form, RotationForm.Form, SnapshotForm.Form, StatedumpForm.Form, ChannelConfiguration.Form, RuleConfiguration.Form, TriggerConfiguration.Form,
        ConditionForms.Events, ConditionForms.Fill, ConditionForms.Counter, ActionForms.Snapshot, ActionForms.Plain, ActionForms.Enable, ActionForms.Disable,
    ];

    [Fact]
    public void TheyKnowTheSameObjects() =>
        Assert.Equal(
            s_forms.Select(static form => form.Name).Order(),
            s_definitions.Where(static definition => definition.Value!["properties"] is not null).Select(static definition => definition.Key).Order());

    [Fact]
    public void EachObjectHasTheSameKeys() => Assert.All(s_forms, static form =>
    {
        JsonObject definition = s_definitions[form.Name]!.AsObject();
        Assert.Equal(form.Keys.Select(static key => key.Name), definition["properties"]!.AsObject().Select(static key => key.Key));
        Assert.Equal(
            form.Keys.Where(static key => key.IsRequired).Select(static key => key.Name),
            definition["required"]?.AsArray().Select(static key => (string)key!) ?? []);
        Assert.False((bool)definition["additionalProperties"]!);
    });

    [Fact]
    public void EachChoiceHasTheSameWords()
    {
        Check("mode", Words.Modes.Words);
        Check("scope", Words.Scopes.Words);
        Check("clock", Words.Clocks.Words);
        Check("level", Words.Levels.Words);
        Check("counter", Words.Counters.Words);
        IEnumerable<string> actions =
            from definition in s_definitions
            let action = definition.Value!["properties"]?["action"]
            where action is not null
            from word in action["enum"]?.AsArray() ?? [action["const"]!.DeepClone()]
            select (string)word!;
        Assert.Equal(Words.Actions.Words.Order(), actions.Order());

        static void Check(string name, IEnumerable<string> words) => Assert.Equal(words, s_definitions[name]!["enum"]!.AsArray().Select(static word => (string)word!));
    }

    [Theory]
    [MemberData(nameof(Samples.Good), MemberType = typeof(Samples))]
    public void BothTakeWhatIsRight(string json)
    {
        TraceConfiguration.Parse(Encoding.UTF8.GetBytes(json), "sample");
        Assert.True(IsValid(json));
    }

    [Theory]
    [MemberData(nameof(Samples.Bad), MemberType = typeof(Samples))]
    public void BothRefuseWhatIsWrong(string json)
    {
        Assert.Throws<TraceConfigurationException>(() => TraceConfiguration.Parse(Encoding.UTF8.GetBytes(json), "sample"));
        Assert.False(IsValid(json));
    }

    [Fact]
    public void TheSampleWithEverythingHasEveryKey()
    {
        var written = new HashSet<string>();
        Collect(JsonNode.Parse(Samples.Everything)!, written);
        IEnumerable<string> known = s_forms.SelectMany(static form => form.Keys).Select(static key => key.Name).Where(static key => key != "$schema");
        Assert.Empty(known.Except(written));
    }

    private static bool IsValid(string json)
    {
        using var document = JsonDocument.Parse(json);
        return s_schema.Evaluate(document.RootElement).IsValid;
    }

    private static void Collect(JsonNode node, HashSet<string> keys)
    {
        if (node is JsonObject members)
        {
            foreach ((string key, JsonNode? value) in members)
            {
                keys.Add(key);
                Collect(value!, keys);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                Collect(item!, keys);
            }
        }
    }
}
