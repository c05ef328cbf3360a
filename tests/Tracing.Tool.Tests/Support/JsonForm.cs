using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Tracing.Tool.Tests.Support;

/// <summary>The form of a listing: names, order and kinds of its members, and the values that are the same each time. <c>TRACING_ACCEPT_SNAPSHOTS=1</c> writes it anew.</summary>
internal static class JsonForm
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> s_unstable = new(StringComparer.Ordinal)
    {
        "pid", "startTime", "started", "command", "runtime", "version", "clock", "hits", "added", "rate", "time", "memory", "rings", "recorded", "overwritten", "filtered", "bytes",
        "seconds", "matched", "bytesAnEvent", "cpuShare", "text", "remedy", "verdict", "writtenTo", "written", "output", "line", "folder", "matches", "fired",
    };

    /// <summary>Compares with the file of this name.</summary>
    public static void Check(string name, string json)
    {
        string path = Repository.Path("tests", "Tracing.Tool.Tests", "Live", "Forms", name + ".json");
        string actual = Replace(JsonNode.Parse(json), isUnstable: false)!.ToJsonString(s_indented) + "\n";
        if (Environment.GetEnvironmentVariable("TRACING_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    // Elsewhere it is a pattern, or a list.
    private static bool IsUnstable(string name, JsonNode? value) => s_unstable.Contains(name) || (name == "events" && value is JsonValue && value.GetValueKind() == JsonValueKind.Number);

    private static JsonNode? Replace(JsonNode? node, bool isUnstable) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Replace(member.Value, IsUnstable(member.Key, member.Value))))),
        JsonArray items => new JsonArray([.. items.Select(item => Replace(item, isUnstable))]),
        JsonValue value when isUnstable => JsonValue.Create($"({value.GetValueKind()})"),
        _ => node?.DeepClone(),
    };
}
