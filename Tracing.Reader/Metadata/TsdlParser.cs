namespace Tracing.Reader.Metadata;

/// <summary>
/// Reads TSDL, the language of CTF 1.8's metadata, in one go: types are resolved where they stand, since they must be
/// declared before their use. Only the trace's byte order may come later than the types that need it; it is looked for first.
/// </summary>
internal sealed partial class TsdlParser
{
    /// <summary>How deep types may be nested: far more than people write, and far less than the stack holds.</summary>
    private const int MaxDepth = 64;

    private readonly TsdlLexer _lexer;
    private readonly string _file;
    private readonly TraceDeclaration _trace = new();
    private readonly List<(string Clock, int Line)> _mappedClocks = [];
    private TsdlToken _token;
    private int _depth;

    private TsdlParser(string text, string file)
    {
        _file = file;
        _lexer = new TsdlLexer(text, file);
        _trace.IsBigEndian = FindByteOrder(new TsdlLexer(text, file)) == "be";
        Advance();
    }

    /// <summary>Reads a whole metadata text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">Where it is from, for messages.</param>
    /// <exception cref="TraceFormatException">It is not what it should be.</exception>
    public static TraceDeclaration Parse(string text, string file)
    {
        var parser = new TsdlParser(text, file);
        var root = new TypeScope(null);
        while (parser._token.Kind != TsdlTokenKind.End)
        {
            parser.ReadTopLevel(root);
        }

        parser.Check();
        return parser._trace;
    }

    /// <summary>The byte order that the trace block names: le, be, or null.</summary>
    private static string? FindByteOrder(TsdlLexer lexer)
    {
        int depth = 0;
        bool inTrace = false;
        TsdlToken previous = default;
        for (TsdlToken token = lexer.Read(); token.Kind != TsdlTokenKind.End; token = lexer.Read())
        {
            if (token.IsMark("{"))
            {
                inTrace |= depth == 0 && previous.IsWord("trace");
                depth++;
            }
            else if (token.IsMark("}"))
            {
                depth--;
                inTrace &= depth > 0;
            }
            else if (inTrace && depth == 1 && previous.IsWord("byte_order") && token.IsMark("="))
            {
                token = lexer.Read();
                return token.Text is "be" or "network" ? "be" : "le";
            }

            previous = token;
        }

        return null;
    }

    private void Check()
    {
        if (!_trace.HasTraceBlock)
        {
            throw _lexer.Error("a trace block", "none");
        }

        foreach ((string clock, int line) in _mappedClocks)
        {
            if (!_trace.Clocks.ContainsKey(clock))
            {
                throw _lexer.Error(line, $"a clock named '{clock}'", "none");
            }
        }
    }

    private void Advance() => _token = _lexer.Read();

    private TsdlToken Take()
    {
        TsdlToken token = _token;
        Advance();
        return token;
    }

    private bool TryTakeMark(string mark)
    {
        if (!_token.IsMark(mark))
        {
            return false;
        }

        Advance();
        return true;
    }

    private bool TryTakeWord(string word)
    {
        if (!_token.IsWord(word))
        {
            return false;
        }

        Advance();
        return true;
    }

    private void ExpectMark(string mark)
    {
        if (!TryTakeMark(mark))
        {
            throw Unexpected($"'{mark}'");
        }
    }

    private string ExpectName(string what)
    {
        if (_token.Kind != TsdlTokenKind.Word || Keywords.Contains(_token.Text))
        {
            throw Unexpected(what);
        }

        return Take().Text;
    }

    private TraceFormatException Unexpected(string expected) => _lexer.Error(_token.Line, expected, _token.Describe());

    private void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw Unexpected($"types nested at most {MaxDepth} deep");
        }
    }

    private void Leave() => _depth--;
}
