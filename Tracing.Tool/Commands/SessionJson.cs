using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Tracing.Tool.Commands;

/// <summary>Parts of a configuration, as a configuration file has them.</summary>
internal static class SessionJson
{
    /// <summary>Makes a JSON value.</summary>
    public static JsonElement Build(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            write(json);
        }

        return JsonElement.Parse(bytes.WrittenSpan);
    }

    /// <summary>Writes a member, unless it is null.</summary>
    public static void WriteText(string name, string? value, Utf8JsonWriter json)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    /// <inheritdoc cref="WriteText"/>
    public static void WriteNumber(string name, long? value, Utf8JsonWriter json)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    /// <inheritdoc cref="WriteText"/>
    public static void WriteDuration(string name, TimeSpan? value, Utf8JsonWriter json)
    {
        if (value is { } time)
        {
            json.WriteString(name, Format(time));
        }
    }

    /// <summary>A duration as a configuration file has it.</summary>
    public static string Format(TimeSpan time) => time.Ticks % TimeSpan.TicksPerMillisecond == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMilliseconds}ms")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMicroseconds}us");
}
