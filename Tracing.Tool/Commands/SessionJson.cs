using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tracing.Runtime;
using Tracing.Runtime.Configuration;

namespace Tracing.Tool.Commands;

/// <summary>Parts of a configuration, as a configuration file has them.</summary>
internal static class SessionJson
{
    private const string Source = "the command line";

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

    /// <summary>Makes a session's form, and checks what the command line says in it.</summary>
    /// <exception cref="UsageException">It is wrong.</exception>
    public static JsonElement BuildSession(Action<Utf8JsonWriter> write) => Check(Build(write), static json => TraceConfiguration.ParseSession(json, Source));

    /// <summary>Makes a channel's form; as <see cref="BuildSession"/>.</summary>
    public static JsonElement BuildChannel(Action<Utf8JsonWriter> write) => Check(Build(write), static json => TraceConfiguration.ParseChannel(json, Source));

    /// <summary>Makes a rule's form; as <see cref="BuildSession"/>.</summary>
    public static JsonElement BuildRule(Action<Utf8JsonWriter> write) => Check(Build(write), static json => TraceConfiguration.ParseRule(json, Source));

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

    private static JsonElement Check(JsonElement form, Action<byte[]> parse)
    {
        try
        {
            parse(Encoding.UTF8.GetBytes(form.GetRawText()));
            return form;
        }
        catch (TraceConfigurationException exception)
        {
            // The member's name is the option's, more or less; where it stands in the form says nothing to who wrote options.
            throw new UsageException($"{exception.Path[(exception.Path.LastIndexOf('.') + 1)..]}: {exception.Reason}");
        }
    }
}
