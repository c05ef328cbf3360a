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
            ConfigurationValue value = tree.Begin(parent: null);
            tree.Read(value);

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

    /// <summary>The value that begins here. Put where it belongs before it is read, so that it can tell its path.</summary>
    private readonly ConfigurationValue Begin(ConfigurationValue? parent) => new(_source, KindOf(_reader.TokenType), Offset, parent);

    private void Read(ConfigurationValue value)
    {
        switch (value.Kind)
        {
            case ValueKind.Object:
                ReadMembers(value);
                break;
            case ValueKind.List:
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                {
                    ConfigurationValue item = Begin(value);
                    value.Items.Add(item);
                    Read(item);
                }

                break;
            case ValueKind.Text:
                value.Text = ReadText(value);
                break;
            case ValueKind.Number:
                value.Text = Encoding.ASCII.GetString(_reader.ValueSpan);
                break;
        }
    }

    private void ReadMembers(ConfigurationValue value)
    {
        var places = new Dictionary<string, int>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            int place = Offset;
            string key = ReadText(value);
            if (!places.TryAdd(key, place))
            {
                throw _source.Error(
                    place, value.Path, $"The key \"{ConfigurationValue.Shorten(key)}\" stands here a second time: it is in line {_source.Locate(places[key]).Line} already. Remove one of them.");
            }

            _reader.Read();
            ConfigurationValue member = Begin(value);
            value.Members.Add(new ConfigurationValue.Member(key, place, member));
            Read(member);
        }
    }

    /// <param name="value">Whose text it is, or in which it is a key.</param>
    private readonly string ReadText(ConfigurationValue value)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw _source.Error(Offset, value.Path, "A text here is no valid Unicode: it has a byte that is not UTF-8, or half of a surrogate pair.", exception);
        }
    }

    private static ValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => ValueKind.Object,
        JsonTokenType.StartArray => ValueKind.List,
        JsonTokenType.String => ValueKind.Text,
        JsonTokenType.Number => ValueKind.Number,
        JsonTokenType.True => ValueKind.True,
        JsonTokenType.False => ValueKind.False,
        _ => ValueKind.Null,
    };
}
