namespace Tracing.Reader.Metadata;

/// <remarks>Types: declarations, specifiers, structs, enumerations and variants.</remarks>
internal sealed partial class TsdlParser
{
    /// <summary>Reads a declaration of a named type, if there is one.</summary>
    private bool TryReadDeclaration(TypeScope scope)
    {
        if (_token.Kind != TsdlTokenKind.Word)
        {
            return false;
        }

        switch (_token.Text)
        {
            case "typealias":
                ReadAlias(scope);
                return true;
            case "typedef":
                Advance();
                FieldType type = ReadType(scope);
                do
                {
                    (string name, FieldType declared, int line) = ReadDeclarator(type);
                    Declare(scope, name, declared, line);
                }
                while (TryTakeMark(","));
                ExpectMark(";");
                return true;
            case "struct" or "enum" or "variant":
                ReadType(scope);
                ExpectMark(";");
                return true;
            default:
                return false;
        }
    }

    private void ReadAlias(TypeScope scope)
    {
        int line = Take().Line;
        FieldType type = ReadType(scope);
        ExpectMark(":=");
        Declare(scope, ReadAliasName(), type, line);
        ExpectMark(";");
    }

    /// <summary>A new name: one word, or several of C's.</summary>
    private string ReadAliasName()
    {
        if (_token.Kind == TsdlTokenKind.Word && Keywords.IsTypeWord(_token.Text))
        {
            return ReadTypeWords();
        }

        return ExpectName("the alias's name");
    }

    private string ReadTypeWords()
    {
        string name = Take().Text;
        for (int words = 1; _token.Kind == TsdlTokenKind.Word && Keywords.IsTypeWord(_token.Text); words++)
        {
            if (words > MaxDepth)
            {
                throw Unexpected($"a type's name of at most {MaxDepth} words");
            }

            name += " " + Take().Text;
        }

        return name;
    }

    private void Declare(TypeScope scope, string name, FieldType type, int line)
    {
        if (!scope.TryDeclare(name, type))
        {
            throw _lexer.Error(line, $"a new name for a type", $"'{name}', which is declared already");
        }
    }

    private FieldType ReadType(TypeScope scope)
    {
        if (_token.Kind != TsdlTokenKind.Word)
        {
            throw Unexpected("a type");
        }

        Enter();
        FieldType type = _token.Text switch
        {
            "struct" => ReadStruct(scope),
            "variant" => ReadVariant(scope),
            "enum" => ReadEnum(scope),
            "integer" => ReadInteger(),
            "floating_point" => ReadFloat(),
            "string" => ReadString(),
            _ => FindNamed(scope),
        };
        Leave();
        return type;
    }

    private FieldType FindNamed(TypeScope scope)
    {
        int line = _token.Line;
        string name = Keywords.IsTypeWord(_token.Text) ? ReadTypeWords() : ExpectName("a type");
        return scope.Find(name) ?? throw _lexer.Error(line, "a type that is declared", $"'{name}'");
    }

    /// <summary>A name and its array brackets.</summary>
    private (string Name, FieldType Type, int Line) ReadDeclarator(FieldType type)
    {
        int line = _token.Line;
        string name = ExpectName("a name that is no keyword");
        var lengths = new List<(ulong Length, string[]? Field)>();
        while (TryTakeMark("["))
        {
            AttributeValue length = ReadValue();
            ExpectMark("]");
            lengths.Add(length switch
            {
                { Kind: TsdlTokenKind.Integer, IsNegative: false } => (length.Magnitude, null),
                { Kind: TsdlTokenKind.Word } => (0, length.Text.Split('.')),
                _ => throw _lexer.Error(length.Line, "an unsigned number or a field as length", length.Describe()),
            });
            if (lengths.Count > MaxDepth)
            {
                throw Unexpected($"at most {MaxDepth} dimensions");
            }
        }

        // a[2][3] is two rows of three: the last brackets are the innermost.
        for (int i = lengths.Count - 1; i >= 0; i--)
        {
            type = new ArrayType(type, lengths[i].Length, lengths[i].Field, line);
        }

        return (name, type, line);
    }

    private List<FieldDeclaration> ReadFields(TypeScope outer)
    {
        var scope = new TypeScope(outer);
        var fields = new List<FieldDeclaration>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        ExpectMark("{");
        while (!TryTakeMark("}"))
        {
            if (_token.Kind == TsdlTokenKind.Word && _token.Text is "typealias" or "typedef")
            {
                TryReadDeclaration(scope);
                continue;
            }

            FieldType type = ReadType(scope);
            if (type is StructType or VariantType or EnumType && TryTakeMark(";"))
            {
                // A declaration of a named type only.
                continue;
            }

            do
            {
                (string name, FieldType declared, int line) = ReadDeclarator(type);
                if (!names.Add(name))
                {
                    throw _lexer.Error(line, "a name that is new in the struct", $"'{name}' again");
                }

                fields.Add(new FieldDeclaration(name, declared));
            }
            while (TryTakeMark(","));
            ExpectMark(";");
        }

        return fields;
    }

    private FieldType ReadStruct(TypeScope scope)
    {
        int line = Take().Line;
        string? name = _token.Kind == TsdlTokenKind.Word && _token.Text != "align" ? ExpectName("the struct's name") : null;
        if (!_token.IsMark("{"))
        {
            return name is null ? throw Unexpected("'{'") : FindTagged(scope, "struct " + name, line);
        }

        List<FieldDeclaration> fields = ReadFields(scope);
        long alignment = 1;
        if (TryTakeWord("align"))
        {
            ExpectMark("(");
            alignment = Alignment(ReadValue());
            ExpectMark(")");
        }

        return DeclareTagged(scope, name is null ? null : "struct " + name, new StructType(fields, alignment), line);
    }

    private FieldType FindTagged(TypeScope scope, string name, int line) =>
        scope.Find(name) ?? throw _lexer.Error(line, "a type that is declared", $"'{name}'");

    private FieldType DeclareTagged(TypeScope scope, string? name, FieldType type, int line)
    {
        if (name is null)
        {
            return type;
        }

        type = type with { Name = name };
        Declare(scope, name, type, line);
        return type;
    }

    private FieldType ReadVariant(TypeScope scope)
    {
        int line = Take().Line;
        string? name = _token.Kind == TsdlTokenKind.Word ? ExpectName("the variant's name") : null;
        string[]? tag = null;
        if (TryTakeMark("<"))
        {
            tag = _token.Kind == TsdlTokenKind.Word ? ReadPath().Split('.') : throw Unexpected("the field that is the variant's tag");
            if (tag.Length == 1 && Keywords.Contains(tag[0]))
            {
                throw _lexer.Error(line, "a field as the variant's tag", $"the keyword '{tag[0]}'");
            }

            ExpectMark(">");
        }

        if (!_token.IsMark("{"))
        {
            FieldType found = name is null ? throw Unexpected("'{'") : FindTagged(scope, "variant " + name, line);
            return found is VariantType variant && tag is not null ? variant with { Tag = tag } : found;
        }

        return DeclareTagged(scope, name is null ? null : "variant " + name, new VariantType(tag, ReadFields(scope), line), line);
    }

    private FieldType ReadEnum(TypeScope scope)
    {
        int line = Take().Line;
        string? name = _token.Kind == TsdlTokenKind.Word ? ExpectName("the enumeration's name") : null;
        FieldType? container = TryTakeMark(":") ? ReadType(scope) : null;
        if (!_token.IsMark("{"))
        {
            return name is null ? throw Unexpected("'{'") : FindTagged(scope, "enum " + name, line);
        }

        // Without a container it is C's int, which the metadata must have declared.
        container ??= FindTagged(scope, "int", line);
        if (container is not IntegerType integer)
        {
            throw _lexer.Error(line, "an integer under the enumeration", $"'{container.Name}'");
        }

        return DeclareTagged(scope, name is null ? null : "enum " + name, new EnumType(integer, ReadLabels()), line);
    }

    private List<EnumRange> ReadLabels()
    {
        var labels = new List<EnumRange>();
        ulong next = 0;
        ExpectMark("{");
        while (!_token.IsMark("}"))
        {
            string label = _token.Kind == TsdlTokenKind.Text || (_token.Kind == TsdlTokenKind.Word && !Keywords.Contains(_token.Text))
                ? Take().Text
                : throw Unexpected("a label");
            ulong first = next;
            ulong last = next;
            if (TryTakeMark("="))
            {
                first = last = EnumValue();
                if (TryTakeMark("..."))
                {
                    last = EnumValue();
                }
            }

            labels.Add(new EnumRange(label, first, last));
            next = last + 1;
            if (!TryTakeMark(","))
            {
                break;
            }
        }

        ExpectMark("}");
        return labels.Count > 0 ? labels : throw Unexpected("an enumeration with labels");
    }

    private ulong EnumValue()
    {
        AttributeValue value = ReadValue();
        return value.Kind == TsdlTokenKind.Integer ? value.Bits : throw _lexer.Error(value.Line, "an integer as a label's value", value.Describe());
    }
}
