using Tracing.Generators.Model;
using Tracing.Generators.Parsing;

namespace Tracing.Generators.Emission;

/// <summary>
/// What a recording method does with its arguments: what it reads into locals beforehand, the sizes it adds up, the calls
/// that write. Worked out once, then written as text by <see cref="ProbeEmitter"/>.
/// </summary>
internal sealed class ProbePlan
{
    private const int TagSize = 1;

    private const string RecordSize = "global::Tracing.Writing.RecordSize";

    private readonly NameScope _names;
    private readonly string _writer;

    private ProbePlan(NameScope names, string writer)
    {
        _names = names;
        _writer = writer;
    }

    /// <summary>Locals to fill before the probe is entered: what their reading runs may be code of the user's.</summary>
    public List<Capture> Captures { get; } = [];

    /// <summary>Bytes of all fields of fixed size.</summary>
    public int FixedSize { get; private set; }

    /// <summary>The sizes that depend on values.</summary>
    public List<SizeTerm> Sizes { get; } = [];

    /// <summary>The calls that write, line by line; braces stand in lines of their own.</summary>
    public List<string> Writes { get; } = [];

    /// <summary>One row a field, for the layout table.</summary>
    public List<LayoutRow> Layout { get; } = [];

    /// <summary>Whether reading into locals can run, and throw from, code of the user's.</summary>
    public bool RunsUserCode => Captures.Any(static capture => !capture.IsPlain);

    /// <summary>Whether a quick bound is tried before sizes are measured exactly.</summary>
    public bool IsTwoStep => Sizes.Any(static size => size.Bound != size.Exact);

    public static ProbePlan Make(TracepointModel tracepoint, NameScope names, string writer)
    {
        var plan = new ProbePlan(names, writer);
        for (int i = 0; i < tracepoint.Fields.Count; i++)
        {
            string name = tracepoint.Method.Parameters[i].Name;
            FieldType type = tracepoint.Fields[i];
            string offset = plan.Sizes.Count == 0 ? plan.FixedSize.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
            int fixedBefore = plan.FixedSize;
            int sizesBefore = plan.Sizes.Count;
            plan.Add(type, name.EscapeIdentifier(), name, null, isStable: true, isPlain: true);
            string size = (plan.FixedSize - fixedBefore).ToString(System.Globalization.CultureInfo.InvariantCulture) + (plan.Sizes.Count > sizesBefore ? "+" : "");
            plan.Layout.Add(new LayoutRow(offset, size, name, TsdlEmitter.Describe(type)));
        }

        return plan;
    }

    /// <summary>Plans one value.</summary>
    /// <param name="type">How it is recorded.</param>
    /// <param name="value">The expression that gives it.</param>
    /// <param name="hint">What a local for it is to be called.</param>
    /// <param name="condition">When it is there; null for always.</param>
    /// <param name="isStable">Whether the expression may be evaluated again and again.</param>
    /// <param name="isPlain">Whether evaluating it runs no code of the user's.</param>
    private void Add(FieldType type, string value, string hint, string? condition, bool isStable, bool isPlain)
    {
        switch (type)
        {
            case ScalarType scalar:
                FixedSize += scalar.SizeBytes;
                Writes.Add($"{_writer}.Write({Stable(scalar.CSharp)});");
                break;
            case EnumType @enum:
                FixedSize += @enum.Underlying.SizeBytes;
                Writes.Add($"{_writer}.Write(({@enum.Underlying.CSharp}){Stable(@enum.CSharp)});");
                break;
            case TextType text:
                AddText(text);
                break;
            case SequenceType sequence:
                AddSequence(sequence);
                break;
            case NullableType nullable:
                AddNullable(nullable, Stable(nullable.CSharp));
                break;
            case StructType { Members.Count: > 0 } @struct:
                string local = Stable(@struct.CSharp);
                foreach (StructMember member in @struct.Members)
                {
                    Add(member.Type, $"{local}.{member.Name.EscapeIdentifier()}", hint + "_" + member.Name, condition, isStable: false, member.IsPlain);
                }

                break;
        }

        string Stable(string csharp) => isStable ? value : Capture(csharp, value, isPlain);

        string Capture(string csharp, string expression, bool isPlainExpression)
        {
            string local = _names.Take(hint).EscapeIdentifier();
            Captures.Add(new Capture(csharp, local, expression, condition, isPlainExpression));
            return local;
        }

        string Spanned(SpanAccess access, string element, string csharp) => access switch
        {
            SpanAccess.Convert => Capture($"global::System.ReadOnlySpan<{element}>", value, isPlain),
            SpanAccess.SpanProperty => Capture($"global::System.ReadOnlySpan<{element}>", value + ".Span", false),
            _ => Stable(csharp),
        };

        void AddText(TextType text)
        {
            bool isReference = text.Source is TextSource.String or TextSource.Type or TextSource.Address;
            string local = Spanned(text.Access, "char", isReference ? text.CSharp + "?" : text.CSharp);
            if (text.Source == TextSource.Type)
            {
                // A type need not be the runtime's own, and then its name is code of the user's.
                local = Capture("string?", $"{local}?.FullName ?? {local}?.Name", false);
            }

            string suffix = text.Source == TextSource.Utf8 ? "Utf8" : "";
            string size = AddSize($"{RecordSize}.Bound{suffix}({local})", $"{RecordSize}.Exact{suffix}({local})", condition);
            Writes.Add(text.Source == TextSource.Address ? $"{_writer}.Write({local});" : $"{_writer}.Write{suffix}({local}, {size});");
        }

        void AddSequence(SequenceType sequence)
        {
            string local = Spanned(sequence.Access, sequence.Element.CSharp, sequence.CSharp);
            int elementSize = sequence.Element is EnumType @enum ? @enum.Underlying.SizeBytes : ((ScalarType)sequence.Element).SizeBytes;
            string exact = $"{RecordSize}.Sequence({local}.Length, {elementSize})";
            AddSize(exact, exact, condition);
            Writes.Add($"{_writer}.WriteSequence({local});");
        }
    }

    private void AddNullable(NullableType nullable, string local)
    {
        string has = local + ".HasValue";
        Writes.Add($"{_writer}.Write({has});");
        Writes.Add($"if ({has})");
        Writes.Add("{");
        int outer = FixedSize + TagSize;
        FixedSize = 0;
        Add(nullable.Inner, local + ".GetValueOrDefault()", local.TrimStart('@') + "_value", has, isStable: nullable.Inner is not StructType, isPlain: true);
        Writes.Add("}");
        if (FixedSize > 0)
        {
            string size = $"{FixedSize}L";
            AddSize(size, size, has);
        }

        if (Writes[Writes.Count - 2] == "{")
        {
            // An empty struct: the tag says it all.
            Writes.RemoveRange(Writes.Count - 3, 3);
        }

        FixedSize = outer;
    }

    private string AddSize(string bound, string exact, string? condition)
    {
        string local = _names.Take("size");
        Sizes.Add(condition is null
            ? new SizeTerm(local, bound, exact)
            : new SizeTerm(local, $"{condition} ? {bound} : 0L", $"{condition} ? {exact} : 0L"));
        return local;
    }
}

/// <summary>A local that is read before the probe is entered.</summary>
internal sealed record Capture(string CSharp, string Local, string Value, string? Condition, bool IsPlain);

/// <summary>A size that depends on a value.</summary>
internal sealed record SizeTerm(string Local, string Bound, string Exact);

/// <summary>A row of the layout table. The offset is empty behind a field of varying size.</summary>
internal sealed record LayoutRow(string Offset, string Size, string Name, string Tsdl);
