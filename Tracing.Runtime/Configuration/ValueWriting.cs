using System.Text.Json;

namespace Tracing.Runtime.Configuration;

/// <summary>Writes keys of which the value may be absent: then they are not written.</summary>
internal static class ValueWriting
{
    public static void WriteText(Utf8JsonWriter writer, string key, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(key, text);
        }
    }

    public static void WriteNumber(Utf8JsonWriter writer, string key, long? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(key, value);
        }
    }

    public static void WriteSize(Utf8JsonWriter writer, string key, long? bytes) => WriteText(writer, key, bytes is { } size ? Quantities.FormatSize(size) : null);

    public static void WriteDuration(Utf8JsonWriter writer, string key, TimeSpan? duration) =>
        WriteText(writer, key, duration is { } time ? Quantities.FormatDuration(time) : null);

    public static void WriteWord<T>(Utf8JsonWriter writer, string key, WordTable<T> words, T? meaning)
        where T : struct => WriteText(writer, key, meaning is { } value ? words.WordFor(value) : null);

    public static void WriteList(Utf8JsonWriter writer, string key, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            WriteList(writer, key, texts, static (writer, text) => writer.WriteStringValue(text));
        }
    }

    public static void WriteList<T>(Utf8JsonWriter writer, string key, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(key);
        foreach (T item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }
}
