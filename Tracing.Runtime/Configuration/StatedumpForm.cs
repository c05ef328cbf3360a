using System.Text.Json;

namespace Tracing.Runtime.Configuration;

/// <summary>What a session tells of the process by itself, as a configuration has it: null for nothing.</summary>
internal static class StatedumpForm
{
    public static readonly ObjectForm<StatedumpOptions> Form = new(
        "statedump",
        new FormKey<StatedumpOptions>("environment", static (statedump, value) => statedump.Environment = value.AsFlag()));

    /// <exception cref="TraceConfigurationException">What is wrong.</exception>
    public static StatedumpOptions? Read(ConfigurationValue value) => value.Kind == ValueKind.Null ? null : Form.Read(value);

    /// <summary>Writes it, under a key.</summary>
    public static void Write(Utf8JsonWriter writer, StatedumpOptions? statedump)
    {
        if (statedump is null)
        {
            writer.WriteNull("statedump");
            return;
        }

        writer.WriteStartObject("statedump");
        writer.WriteBoolean("environment", statedump.Environment);
        writer.WriteEndObject();
    }
}
