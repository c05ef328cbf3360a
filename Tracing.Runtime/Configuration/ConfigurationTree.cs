using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tracing.Runtime.Configuration;

/// <summary>Reads JSON text, comments and trailing commas allowed, into values that know their places.</summary>
internal ref struct ConfigurationTree
{
    /// <summary>How deep values may be nested: several times as deep as any form is.</summary>
    private const int MaxDepth = 32;

    private readonly ConfigurationSource _source;
    private readonly int _start;
    private Utf8JsonReader _reader;

    private ConfigurationTree(ConfigurationSource source, ReadOnlySpan<byte> json, int start)
    {
        _source = source;
        _start = start;
        _reader = new Utf8JsonReader(json[start..], new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth });
    }

    private readonly int Offset => _start + (int)_reader.TokenStartIndex;

    /// <summary>The one value that the text consists of.</summary>
    /// <param name="json">UTF-8, also with a byte order mark.</param>
    /// <param name="source">The file's name, or what the text came by.</param>
    /// <exception cref="TraceConfigurationException">It is no JSON.</exception>
    public static ConfigurationValue Read(ReadOnlySpan<byte> json, string source)
    {
        var text = new ConfigurationSource(source, json.ToArray());
        int start = json.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var tree = new ConfigurationTree(text, json, start);
        try
        {
            tree._reader.Read();
            ConfigurationValue value = tree.ReadValue("$");

            // Throws for what stands behind it.
            tree._reader.Read();
            return value;
        }
        catch (JsonException exception)
        {
            // The framework's text ends with the place, counted from 0 and from the byte order mark.
            int offset = text.StartOf(exception.LineNumber ?? 0) + (int)(exception.BytePositionInLine ?? 0) + (exception.LineNumber is 0 or null ? start : 0);
            int end = exception.Message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
            throw text.Error(offset, "$", $"This is no JSON. {(end < 0 ? exception.Message : exception.Message[..end])}", exception);
        }
    }

    private ConfigurationValue ReadValue(string path)
    {
        int offset = Offset;
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(offset, path),
            JsonTokenType.StartArray => ReadList(offset, path),
            JsonTokenType.String => new ConfigurationValue(_source, ValueKind.Text, offset, path) { Text = ReadText(path) },
            JsonTokenType.Number => new ConfigurationValue(_source, ValueKind.Number, offset, path) { Text = Encoding.ASCII.GetString(_reader.ValueSpan) },
            JsonTokenType.True => new ConfigurationValue(_source, ValueKind.True, offset, path),
            JsonTokenType.False => new ConfigurationValue(_source, ValueKind.False, offset, path),
            _ => new ConfigurationValue(_source, ValueKind.Null, offset, path),
        };
    }

    private ConfigurationValue ReadObject(int offset, string path)
    {
        var members = new List<ConfigurationValue.Member>();
        var places = new Dictionary<string, int>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            int place = Offset;
            string key = ReadText(path);
            if (!places.TryAdd(key, place))
            {
                throw _source.Error(place, path, $"The key \"{ConfigurationValue.Shorten(key)}\" stands here a second time: it is in line {_source.Locate(places[key]).Line} already. Remove one of them.");
            }

            _reader.Read();
            members.Add(new ConfigurationValue.Member(key, place, ReadValue($"{path}.{key}")));
        }

        return new ConfigurationValue(_source, ValueKind.Object, offset, path) { Members = members };
    }

    private ConfigurationValue ReadList(int offset, string path)
    {
        var items = new List<ConfigurationValue>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]")));
        }

        return new ConfigurationValue(_source, ValueKind.List, offset, path) { Items = items };
    }

    private readonly string ReadText(string path)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw _source.Error(Offset, path, "The text is no valid Unicode: it has a byte that is not UTF-8, or half of a surrogate pair.", exception);
        }
    }
}
