using System.Globalization;

namespace Tracing.Reader.Metadata;

/// <remarks>The blocks of the file's top level and their attributes.</remarks>
internal sealed partial class TsdlParser
{
    private void ReadTopLevel(TypeScope root)
    {
        switch (_token.Kind == TsdlTokenKind.Word ? _token.Text : "")
        {
            case "trace":
                ReadTrace(root);
                break;
            case "env":
                ReadEnvironment();
                break;
            case "clock":
                ReadClock(root);
                break;
            case "stream":
                ReadStream(root);
                break;
            case "event":
                ReadEvent(root);
                break;
            case "callsite":
                Advance();
                ReadBlock(root, static (_, _) => { }, static (_, _) => { });
                break;
            default:
                if (!TryReadDeclaration(root))
                {
                    throw Unexpected("a block or a type declaration");
                }

                break;
        }
    }

    /// <summary>Reads <c>{ name = value; name := type; ... };</c>.</summary>
    private void ReadBlock(TypeScope outer, Action<string, AttributeValue> onValue, Action<string, FieldType> onType)
    {
        var scope = new TypeScope(outer);
        ExpectMark("{");
        while (!TryTakeMark("}"))
        {
            if (TryReadDeclaration(scope))
            {
                continue;
            }

            string name = ReadPath();
            if (TryTakeMark("="))
            {
                onValue(name, ReadValue());
            }
            else if (TryTakeMark(":="))
            {
                onType(name, ReadType(scope));
            }
            else
            {
                throw Unexpected("'=' or ':='");
            }

            ExpectMark(";");
        }

        ExpectMark(";");
    }

    private string ReadPath()
    {
        if (_token.Kind is not (TsdlTokenKind.Word or TsdlTokenKind.Text))
        {
            throw Unexpected("the name of an attribute");
        }

        string path = Take().Text;
        for (int parts = 1; TryTakeMark("."); parts++)
        {
            if (parts > MaxDepth)
            {
                throw Unexpected($"a path of at most {MaxDepth} names");
            }

            path += "." + (_token.Kind == TsdlTokenKind.Word ? Take().Text : throw Unexpected("a name behind '.'"));
        }

        return path;
    }

    private AttributeValue ReadValue()
    {
        int line = _token.Line;
        bool isNegative = false;
        bool isSigned = false;
        while (_token.IsMark("-") || _token.IsMark("+"))
        {
            isSigned = true;
            isNegative ^= Take().Text == "-";
        }

        if (_token.Kind == TsdlTokenKind.Integer)
        {
            return new AttributeValue(TsdlTokenKind.Integer, "", Take().Value, isNegative, line);
        }

        if (isSigned)
        {
            throw Unexpected("an integer");
        }

        return _token.Kind == TsdlTokenKind.Text
            ? new AttributeValue(TsdlTokenKind.Text, Take().Text, 0, false, line)
            : new AttributeValue(TsdlTokenKind.Word, ReadPath(), 0, false, line);
    }

    private ulong Unsigned(string name, AttributeValue value) => value is { Kind: TsdlTokenKind.Integer, IsNegative: false }
        ? value.Magnitude
        : throw _lexer.Error(value.Line, $"an unsigned integer as {name}", value.Describe());

    private long Signed(string name, AttributeValue value) =>
        value.Kind == TsdlTokenKind.Integer && value.Magnitude <= long.MaxValue
            ? (long)value.Bits
            : throw _lexer.Error(value.Line, $"a signed 64-bit integer as {name}", value.Describe());

    private bool Truth(string name, AttributeValue value) => value switch
    {
        { Kind: TsdlTokenKind.Integer } => value.Magnitude != 0,
        { Text: "true" or "TRUE" } => true,
        { Text: "false" or "FALSE" } => false,
        _ => throw _lexer.Error(value.Line, $"true or false as {name}", value.Describe()),
    };

    private Guid Uuid(AttributeValue value) => Guid.TryParseExact(value.Text, "D", out Guid uuid)
        ? uuid
        : throw _lexer.Error(value.Line, "a uuid of the form 00000000-0000-0000-0000-000000000000", value.Text.Length > 80 ? "a longer text" : value.Describe());

    private string Name(AttributeValue value) => value.Kind == TsdlTokenKind.Integer
        ? throw _lexer.Error(value.Line, "a name", value.Describe())
        : value.Text;

    private void Once<T>(T? already, string name, int line)
    {
        if (already is not null)
        {
            throw _lexer.Error(line, $"one {name}", "a second one");
        }
    }

    private void ReadTrace(TypeScope root)
    {
        int line = Take().Line;
        if (_trace.HasTraceBlock)
        {
            throw _lexer.Error(line, "one trace block", "a second one");
        }

        bool hasByteOrder = false;
        ulong? major = null;
        ulong? minor = null;
        ReadBlock(
            root,
            (name, value) =>
            {
                switch (name)
                {
                    case "major":
                        major = Unsigned(name, value);
                        break;
                    case "minor":
                        minor = Unsigned(name, value);
                        break;
                    case "uuid":
                        _trace.Uuid = Uuid(value);
                        break;
                    case "byte_order":
                        hasByteOrder = value.Text is "le" or "be" or "network"
                            ? true
                            : throw _lexer.Error(value.Line, "le or be as byte_order", value.Describe());
                        break;
                }
            },
            (name, type) =>
            {
                if (name == "packet.header")
                {
                    Once(_trace.PacketHeader, name, line);
                    _trace.PacketHeader = type;
                }
            });
        _trace.HasTraceBlock = true;
        if (!hasByteOrder)
        {
            throw _lexer.Error(line, "a byte_order in the trace block", "none");
        }

        if (major is not (null or 1) || minor is not (null or 8))
        {
            throw _lexer.Error(line, "version 1.8", $"version {major}.{minor}");
        }
    }

    private void ReadEnvironment()
    {
        Advance();
        ReadBlock(
            new TypeScope(null),
            (name, value) => _trace.Environment.Add(new(name, value.Kind == TsdlTokenKind.Integer ? (long)value.Bits : value.Text)),
            static (_, _) => { });
    }

    private void ReadStream(TypeScope root)
    {
        var stream = new StreamDeclaration { Line = Take().Line };
        ReadBlock(
            root,
            (name, value) =>
            {
                if (name == "id")
                {
                    stream.Id = Unsigned(name, value);
                }
            },
            (name, type) =>
            {
                switch (name)
                {
                    case "packet.context":
                        Once(stream.PacketContext, name, stream.Line);
                        stream.PacketContext = type;
                        break;
                    case "event.header":
                        Once(stream.EventHeader, name, stream.Line);
                        stream.EventHeader = type;
                        break;
                    case "event.context":
                        Once(stream.EventContext, name, stream.Line);
                        stream.EventContext = type;
                        break;
                }
            });
        _trace.Streams.Add(stream);
    }

    private void ReadEvent(TypeScope root)
    {
        (string? file, int sourceLine) = ReadSource(_lexer.Comment);
        var declared = new EventDeclaration { Line = Take().Line, SourceFile = file, SourceLine = sourceLine };
        ReadBlock(
            root,
            (name, value) =>
            {
                switch (name)
                {
                    case "name":
                        declared.Name = Name(value);
                        break;
                    case "id":
                        declared.Id = Unsigned(name, value);
                        break;
                    case "stream_id":
                        declared.StreamId = Unsigned(name, value);
                        break;
                    case "loglevel":
                        declared.LogLevel = value.Kind == TsdlTokenKind.Integer ? (int)value.Bits : null;
                        break;
                    case "model.emf.uri":
                        declared.EmfUri = Name(value);
                        break;
                }
            },
            (name, type) =>
            {
                switch (name)
                {
                    case "context":
                        Once(declared.Context, name, declared.Line);
                        declared.Context = type;
                        break;
                    case "fields":
                        Once(declared.Fields, name, declared.Line);
                        declared.Fields = type;
                        break;
                }
            });
        if (declared.Name is null)
        {
            throw _lexer.Error(declared.Line, "a name in the event block", "none");
        }

        _trace.Events.Add(declared);
    }

    /// <summary>The place of a declaration in source, out of the comment that Tracing.Runtime writes before an event's block.</summary>
    private static (string? File, int Line) ReadSource(string? comment)
    {
        const string Prefix = " declared in ";
        int colon = comment?.LastIndexOf(':') ?? -1;
        return comment is not null && comment.StartsWith(Prefix, StringComparison.Ordinal) && colon > Prefix.Length
            && int.TryParse(comment.AsSpan(colon + 1).TrimEnd(' '), NumberStyles.None, CultureInfo.InvariantCulture, out int line)
            ? (comment[Prefix.Length..colon], line)
            : default;
    }

    private void ReadClock(TypeScope root)
    {
        int line = Take().Line;
        string? clockName = null;
        Guid? uuid = null;
        string description = "";
        ulong frequency = TraceClock.DefaultFrequency;
        long offsetSeconds = 0;
        ulong offset = 0;
        ulong precision = 0;
        bool isAbsolute = false;
        ReadBlock(
            root,
            (name, value) =>
            {
                switch (name)
                {
                    case "name":
                        clockName = Name(value);
                        break;
                    case "uuid":
                        uuid = Uuid(value);
                        break;
                    case "description":
                        description = value.Text;
                        break;
                    case "freq":
                        frequency = Unsigned(name, value);
                        break;
                    case "offset_s":
                        offsetSeconds = Signed(name, value);
                        break;
                    case "offset":
                        offset = Unsigned(name, value);
                        break;
                    case "precision":
                        precision = Unsigned(name, value);
                        break;
                    case "absolute":
                        isAbsolute = Truth(name, value);
                        break;
                }
            },
            static (_, _) => { });
        if (frequency == 0)
        {
            throw _lexer.Error(line, "a clock's freq above 0", "0");
        }

        if (clockName is null)
        {
            throw _lexer.Error(line, "a name in the clock block", "none");
        }

        var clock = new TraceClock(clockName, uuid, description, frequency, offsetSeconds, offset, precision, isAbsolute);

        // babeltrace writes the same clock once for each stream class.
        if (!_trace.Clocks.TryAdd(clockName, clock) && !_trace.Clocks[clockName].IsSameAs(clock))
        {
            throw _lexer.Error(line, $"one clock named '{clockName}'", "a second one");
        }
    }
}
