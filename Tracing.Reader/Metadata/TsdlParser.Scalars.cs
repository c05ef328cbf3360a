namespace Tracing.Reader.Metadata;

/// <remarks>Integers, floats and strings: attributes in braces.</remarks>
internal sealed partial class TsdlParser
{
    private IntegerType ReadInteger()
    {
        int line = Take().Line;
        ulong? size = null;
        long? alignment = null;
        bool isSigned = false;
        bool isBigEndian = _trace.IsBigEndian;
        bool isText = false;
        int displayBase = 10;
        string? clock = null;
        ReadAttributes((name, value) =>
        {
            switch (name)
            {
                case "size":
                    size = Unsigned(name, value);
                    break;
                case "align":
                    alignment = Alignment(value);
                    break;
                case "signed":
                    isSigned = Truth(name, value);
                    break;
                case "byte_order":
                    isBigEndian = IsBigEndian(value);
                    break;
                case "base":
                    displayBase = DisplayBase(value);
                    break;
                case "encoding":
                    isText = IsText(value);
                    break;
                case "map":
                    clock = MappedClock(value);
                    break;
            }
        });
        if (size is not (>= 1 and <= 64))
        {
            throw _lexer.Error(line, "an integer's size of 1 to 64 bits", size is null ? "none" : $"{size} bits");
        }

        return new IntegerType((int)size, alignment ?? (size % 8 == 0 ? 8 : 1), isSigned, isBigEndian, displayBase, isText, clock);
    }

    private FloatType ReadFloat()
    {
        int line = Take().Line;
        ulong exponent = 0;
        ulong mantissa = 0;
        long alignment = 0;
        bool isBigEndian = _trace.IsBigEndian;
        ReadAttributes((name, value) =>
        {
            switch (name)
            {
                case "exp_dig":
                    exponent = Unsigned(name, value);
                    break;
                case "mant_dig":
                    mantissa = Unsigned(name, value);
                    break;
                case "align":
                    alignment = Alignment(value);
                    break;
                case "byte_order":
                    isBigEndian = IsBigEndian(value);
                    break;
            }
        });
        int size = (exponent, mantissa) switch
        {
            (8, 24) => 32,
            (11, 53) => 64,
            _ => throw _lexer.Error(line, "exp_dig 8 and mant_dig 24, or 11 and 53", $"{exponent} and {mantissa}"),
        };
        return new FloatType(size, alignment == 0 ? 8 : alignment, isBigEndian);
    }

    private StringType ReadString()
    {
        Advance();
        if (_token.IsMark("{"))
        {
            ReadAttributes((name, value) =>
            {
                if (name == "encoding")
                {
                    IsText(value);
                }
            });
        }

        return new StringType();
    }

    /// <summary>Reads <c>{ name = value; ... }</c>.</summary>
    private void ReadAttributes(Action<string, AttributeValue> onValue)
    {
        ExpectMark("{");
        while (!TryTakeMark("}"))
        {
            string name = ReadPath();
            ExpectMark("=");
            onValue(name, ReadValue());
            ExpectMark(";");
        }
    }

    private long Alignment(AttributeValue value)
    {
        ulong alignment = Unsigned("align", value);

        // Offsets are 32-bit numbers of bits; no alignment beyond them can be met.
        return alignment is > 0 and <= int.MaxValue && ulong.IsPow2(alignment)
            ? (long)alignment
            : throw _lexer.Error(value.Line, "a power of two as alignment", value.Describe());
    }

    private bool IsBigEndian(AttributeValue value) => value.Text switch
    {
        "be" or "network" => true,
        "le" => false,
        "native" => _trace.IsBigEndian,
        _ => throw _lexer.Error(value.Line, "le, be, network or native as byte_order", value.Describe()),
    };

    private bool IsText(AttributeValue value) => value.Text switch
    {
        "UTF8" or "utf8" or "UTF-8" or "utf-8" or "ASCII" or "ascii" => true,
        "none" or "NONE" or "None" => false,
        _ => throw _lexer.Error(value.Line, "none, UTF8 or ASCII as encoding", value.Describe()),
    };

    private int DisplayBase(AttributeValue value) => (value.Kind, value.Magnitude, value.Text) switch
    {
        (TsdlTokenKind.Integer, 2, _) or (_, 0, "b" or "bin" or "binary") => 2,
        (TsdlTokenKind.Integer, 8, _) or (_, 0, "o" or "oct" or "octal") => 8,
        (TsdlTokenKind.Integer, 10, _) or (_, 0, "d" or "i" or "u" or "dec" or "decimal") => 10,
        (TsdlTokenKind.Integer, 16, _) or (_, 0, "x" or "X" or "p" or "hex" or "hexadecimal") => 16,
        _ => throw _lexer.Error(value.Line, "2, 8, 10 or 16 as base", value.Describe()),
    };

    private string MappedClock(AttributeValue value)
    {
        string[] path = value.Text.Split('.');
        if (path is not ["clock", var clock, "value"])
        {
            throw _lexer.Error(value.Line, "clock.NAME.value", value.Describe());
        }

        _mappedClocks.Add((clock, value.Line));
        return clock;
    }
}
