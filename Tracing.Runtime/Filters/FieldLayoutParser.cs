using System.Globalization;

namespace Tracing.Runtime.Filters;

/// <summary>
/// Reads field declarations as the generator writes them (TsdlEmitter) and the metadata's prolog names types: a part of CTF 1.8's
/// description language.
/// </summary>
internal sealed class FieldLayoutParser
{
    /// <summary>Characters that end a word.</summary>
    private const string Signs = "{}[]<>:;,=\"";

    private static readonly Dictionary<string, FieldLayout> s_types = new(StringComparer.Ordinal)
    {
        ["int8_t"] = new IntegerLayout(1, IsSigned: true),
        ["int16_t"] = new IntegerLayout(2, IsSigned: true),
        ["int32_t"] = new IntegerLayout(4, IsSigned: true),
        ["int64_t"] = new IntegerLayout(8, IsSigned: true),
        ["uint8_t"] = new IntegerLayout(1, IsSigned: false),
        ["uint16_t"] = new IntegerLayout(2, IsSigned: false),
        ["uint32_t"] = new IntegerLayout(4, IsSigned: false),
        ["uint64_t"] = new IntegerLayout(8, IsSigned: false),
        ["byte_t"] = new IntegerLayout(1, IsSigned: false),
        ["float32_t"] = new FloatLayout(4),
        ["float64_t"] = new FloatLayout(8),
        ["string"] = new TextLayout(),
        ["enum dotnet_bool"] = new IntegerLayout(1, IsSigned: false, [new("false", 0), new("true", 1)]),
        ["enum dotnet_datetimekind"] = new IntegerLayout(1, IsSigned: false, [new("unspecified", 0), new("utc", 1), new("local", 2)]),
        ["dotnet_char"] = new IntegerLayout(2, IsSigned: false),
        ["dotnet_nint"] = new IntegerLayout(8, IsSigned: true),
        ["dotnet_nuint"] = new IntegerLayout(8, IsSigned: false),
        ["dotnet_half"] = new FloatLayout(4),
        ["dotnet_timespan"] = new IntegerLayout(8, IsSigned: true),
        ["dotnet_dateonly"] = new IntegerLayout(4, IsSigned: true),
        ["dotnet_timeonly"] = new IntegerLayout(8, IsSigned: true),
        ["dotnet_guid_byte"] = new IntegerLayout(1, IsSigned: false),
        ["dotnet_type"] = new TextLayout(),
    };

    static FieldLayoutParser()
    {
        Define("dotnet_int128", "uint64_t _low; int64_t _high;");
        Define("dotnet_uint128", "uint64_t _low; uint64_t _high;");
        Define("dotnet_decimal", "uint64_t _low; uint32_t _high; uint8_t _scale; enum dotnet_bool _negative;", WellKnownType.Decimal);
        Define("dotnet_datetime", "int64_t _ticks; enum dotnet_datetimekind _kind;", WellKnownType.DateTime);
        Define("dotnet_datetimeoffset", "int64_t _ticks; int16_t _offset_minutes;", WellKnownType.DateTimeOffset);
        Define("dotnet_ipaddress", "uint8_t length; uint8_t _bytes[length]; uint32_t _scope_id;", WellKnownType.IPAddress);
    }

    private readonly string _text;
    private int _position;

    private FieldLayoutParser(string text) => _text = text;

    /// <summary>Reads declarations.</summary>
    /// <param name="declarations">The declarations.</param>
    /// <exception cref="FormatException">They have a form that the generator does not write.</exception>
    public static NamedLayout[] Parse(string declarations)
    {
        var parser = new FieldLayoutParser(declarations);
        var fields = new List<NamedLayout>();
        while (parser.Peek() != '\0')
        {
            fields.Add(parser.ReadField(fields));
        }

        return [.. fields];
    }

    private static void Define(string name, string members, WellKnownType type = WellKnownType.None) =>
        s_types.Add("struct " + name, new StructLayout(Parse(members), type));

    private NamedLayout ReadField(List<NamedLayout> before)
    {
        Peek();
        int begin = _position;
        FieldLayout layout = ReadType(out bool isGuid, out string? optional);
        string type = optional ?? _text[begin.._position];
        string name = ReadWord();
        if (TryTake('['))
        {
            string length = ReadWord();
            Take(']');
            bool isFixed = int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int count);
            type += isFixed ? $"[{length}]" : "[]";
            layout = isFixed
                ? new ArrayLayout(layout, count, isGuid ? WellKnownType.Guid : WellKnownType.None)
                : new SequenceLayout(layout, before[^1].Layout.Size);
        }

        Take(';');
        return new NamedLayout(name[0] == '_' ? name[1..] : name, type, layout);
    }

    private FieldLayout ReadType(out bool isGuid, out string? optional)
    {
        string word = ReadWord();
        optional = null;
        isGuid = word == "dotnet_guid_byte";
        switch (word)
        {
            case "enum" when Peek() == ':':
                return ReadEnumeration();
            case "struct" when Peek() == '{':
                return ReadStruct();
            case "variant":
                return ReadVariant(out optional);
            case "enum" or "struct":
                word += " " + ReadWord();
                break;
        }

        return s_types.TryGetValue(word, out FieldLayout? known) ? known : throw Wrong($"the name of a type, found '{word}'");
    }

    private IntegerLayout ReadEnumeration()
    {
        Take(':');
        var container = (IntegerLayout)ReadType(out _, out _);
        var labels = new List<FieldLabel>();
        Take('{');
        do
        {
            string label = Peek() == '"' ? ReadQuoted() : ReadWord();
            Take('=');
            string value = ReadWord();
            ulong bits = value[0] == '-'
                ? (ulong)long.Parse(value, CultureInfo.InvariantCulture)
                : ulong.Parse(value, CultureInfo.InvariantCulture);
            labels.Add(new FieldLabel(label, bits));
        }
        while (TryTake(','));
        Take('}');
        return container with { Labels = [.. labels] };
    }

    private StructLayout ReadStruct()
    {
        var members = new List<NamedLayout>();
        Take('{');
        while (!TryTake('}'))
        {
            members.Add(ReadField(members));
        }

        return new StructLayout([.. members]);
    }

    /// <summary>A nullable: the generator writes no other variants.</summary>
    private NullableLayout ReadVariant(out string type)
    {
        Take('<');
        ReadWord();
        Take('>');
        StructLayout options = ReadStruct();
        if (options.Members is not [{ Name: "none" }, { Name: "some" } some])
        {
            throw Wrong("the options 'none' and 'some'");
        }

        type = some.Type + "?";
        return new NullableLayout(some.Layout);
    }

    private string ReadQuoted()
    {
        Take('"');
        int end = _text.IndexOf('"', _position);
        string text = end >= 0 ? _text[_position..end] : throw Wrong("a '\"'");
        _position = end + 1;
        return text;
    }

    private string ReadWord()
    {
        Peek();
        int start = _position;
        while (_position < _text.Length && !char.IsWhiteSpace(_text[_position]) && !Signs.Contains(_text[_position]))
        {
            _position++;
        }

        return _position > start ? _text[start.._position] : throw Wrong("a word");
    }

    private char Peek()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }

        return _position < _text.Length ? _text[_position] : '\0';
    }

    private bool TryTake(char sign)
    {
        bool isThere = Peek() == sign;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private void Take(char sign)
    {
        if (!TryTake(sign))
        {
            throw Wrong($"'{sign}'");
        }
    }

    private FormatException Wrong(string expected) => new(string.Create(
        CultureInfo.InvariantCulture, $"Fields are declared in a form that this version of Tracing.Runtime does not know: expected {expected} at character {_position} of '{_text}'. Rebuild the assembly that declares them."));
}
