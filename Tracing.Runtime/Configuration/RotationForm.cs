using System.Text.Json;

namespace Tracing.Runtime.Configuration;

/// <summary>When a trace goes on in a new chunk, as a configuration has it.</summary>
internal static class RotationForm
{
    public static readonly ObjectForm<RotationOptions> Form = new(
        "rotation",
        new("maxSize", static (rotation, value) => rotation.MaxSize = Quantities.ReadSize(value, 1, long.MaxValue)),
        new("period", static (rotation, value) => rotation.Period = Quantities.ReadDuration(value)),
        new("keepChunks", static (rotation, value) => rotation.KeepChunks = (int)value.AsInteger(1, int.MaxValue)),
        new("keepBytes", static (rotation, value) => rotation.KeepBytes = Quantities.ReadSize(value, 1, long.MaxValue)));

    /// <summary>Writes it as an object, under a key.</summary>
    public static void Write(Utf8JsonWriter writer, RotationOptions rotation)
    {
        writer.WriteStartObject("rotation");
        ValueWriting.WriteSize(writer, "maxSize", rotation.MaxSize);
        ValueWriting.WriteDuration(writer, "period", rotation.Period);
        ValueWriting.WriteNumber(writer, "keepChunks", rotation.KeepChunks);
        ValueWriting.WriteSize(writer, "keepBytes", rotation.KeepBytes);
        writer.WriteEndObject();
    }
}
