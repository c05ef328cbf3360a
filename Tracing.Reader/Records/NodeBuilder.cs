using Tracing.Reader.Metadata;

namespace Tracing.Reader.Records;

/// <summary>Turns a scope's type into nodes, and finds what lengths and tags refer to.</summary>
internal sealed class NodeBuilder(string file, FieldNode?[] scopes, RegisterFile registers, HashSet<string> clocks)
{
    /// <summary>Fields in one scope. Shared types can multiply; this keeps a few lines of metadata from becoming gigabytes.</summary>
    private const int MaxNodes = 20_000;

    /// <summary>How deep fields may be nested; named types can nest deeper than the metadata's text.</summary>
    private const int MaxDepth = 64;

    private readonly List<(FieldNode Node, List<FieldNode> Children)> _open = [];
    private int _nodes;
    private int _arrayDepth;
    private Scope _scope;

    /// <summary>Builds a scope's tree.</summary>
    /// <param name="scope">Which.</param>
    /// <param name="type">Its type; none is an empty struct.</param>
    public FieldNode Build(Scope scope, FieldType? type)
    {
        _scope = scope;
        _nodes = 0;
        type ??= new StructType([], 1);
        if (type is not StructType)
        {
            throw Error("a struct for each scope", $"'{type.Name}'");
        }

        return Build(new FieldDeclaration("", type), null);
    }

    private FieldNode Build(FieldDeclaration field, FieldNode? parent)
    {
        if (++_nodes > MaxNodes)
        {
            throw Error($"at most {MaxNodes} fields in a scope", "more");
        }

        if (_open.Count > MaxDepth)
        {
            throw Error($"fields nested at most {MaxDepth} deep", "deeper ones");
        }

        // One leading underscore only keeps a name apart from the keywords.
        string name = field.Name.StartsWith('_') ? field.Name[1..] : field.Name;
        var node = new FieldNode { Name = name, RawName = field.Name, Parent = parent, ArrayDepth = _arrayDepth };
        switch (field.Type)
        {
            case IntegerType integer:
                SetInteger(node, integer);
                node.Kind = integer.Signed ? FieldKind.Signed : FieldKind.Unsigned;
                SetRole(node, integer);
                break;
            case EnumType @enum:
                SetInteger(node, @enum.Container);
                node.Kind = FieldKind.Enumeration;
                node.Labels = new EnumLabels(@enum.Labels, @enum.Container.Signed);
                SetRole(node, @enum.Container);
                break;
            case FloatType number:
                node.Kind = FieldKind.Float;
                node.Size = number.Size;
                node.FixedBits = number.Size;
                node.IsBigEndian = number.BigEndian;
                node.Alignment = number.Alignment;
                node.IsPlain = number.Alignment >= 8;
                break;
            case StringType:
                node.Kind = FieldKind.Text;
                node.IsTerminated = true;
                node.Alignment = 8;
                break;
            case StructType @struct:
                BuildStruct(node, @struct);
                break;
            case ArrayType array:
                BuildArray(node, array);
                break;
            case VariantType variant:
                BuildVariant(node, variant);
                break;
        }

        node.Finish();
        node.Dotnet = DotnetTypes.Detect(node, field.Type);
        return node;
    }

    private void SetRole(FieldNode node, IntegerType type)
    {
        if (type.Clock is not null)
        {
            clocks.Add(type.Clock);
        }

        node.Role = FieldRoles.Of(_scope, node, type);
        if (node.Role != FieldRole.None)
        {
            MarkWalked(node);
        }
    }

    private static void MarkWalked(FieldNode node)
    {
        for (FieldNode? parent = node.Parent; parent is not null; parent = parent.Parent)
        {
            parent.MustWalk = true;
        }
    }

    private static void SetInteger(FieldNode node, IntegerType type)
    {
        node.Size = type.Size;
        node.FixedBits = type.Size;
        node.IsSigned = type.Signed;
        node.IsBigEndian = type.BigEndian;
        node.DisplayBase = type.DisplayBase;
        node.Alignment = type.Alignment;
        node.IsPlain = type.Size is 8 or 16 or 32 or 64 && type.Alignment >= 8;
    }

    private void BuildStruct(FieldNode node, StructType type)
    {
        node.Kind = FieldKind.Structure;
        var children = new List<FieldNode>(type.Fields.Count);
        _open.Add((node, children));
        long alignment = type.Alignment;
        long bits = 0;
        long work = type.Fields.Count == 0 ? 1 : 0;
        foreach (FieldDeclaration field in type.Fields)
        {
            FieldNode child = Build(field, node);
            children.Add(child);
            alignment = Math.Max(alignment, child.Alignment);
            work = Math.Min(FieldNode.Unbounded, work + child.Work);
            bits = bits < 0 || child.FixedBits < 0 ? -1 : Math.Min(FieldNode.Unbounded, AlignUp(bits, child.Alignment) + child.FixedBits);
        }

        _open.RemoveAt(_open.Count - 1);
        node.Children = [.. children];
        node.Alignment = alignment;
        node.FixedBits = bits;
        node.Work = work;
    }

    private void BuildArray(FieldNode node, ArrayType type)
    {
        node.Kind = FieldKind.Sequence;
        node.Length = type.Length;
        if (type.LengthField is not null)
        {
            FieldNode length = Find(type.LengthField, type.Line);
            if (length.Kind is not (FieldKind.Unsigned or FieldKind.Enumeration) || length.IsSigned)
            {
                throw Error(type.Line, "an unsigned integer as length", $"'{string.Join('.', type.LengthField)}'");
            }

            node.Reference = Use(length);
        }

        _open.Add((node, []));
        _arrayDepth++;
        FieldNode element = Build(new FieldDeclaration("", type.Element), node);
        _arrayDepth--;
        _open.RemoveAt(_open.Count - 1);

        node.Children = [element];
        node.Alignment = element.Alignment;
        if (_scope == Scope.PacketHeader && node is { Name: "uuid", Parent.Parent: null, ArrayDepth: 0, Length: 16 } && element is { FixedBits: 8, Alignment: >= 8 })
        {
            node.Role = FieldRole.Uuid;
            MarkWalked(node);
        }

        if (type.Element is IntegerType { IsText: true, Size: 8, Alignment: 8 })
        {
            node.Kind = FieldKind.Text;
        }

        if (element.FixedBits >= 0)
        {
            node.Stride = AlignUp(element.FixedBits, element.Alignment);
        }

        if (type.LengthField is null)
        {
            node.Work = (long)UInt128.Min((UInt128)type.Length * (ulong)(element.FixedBits == 0 ? Math.Max(1, element.Work) : element.Work), FieldNode.Unbounded);
            if (element.FixedBits >= 0)
            {
                node.FixedBits = type.Length == 0
                    ? 0
                    : (long)UInt128.Min(((UInt128)(type.Length - 1) * (ulong)node.Stride) + (ulong)element.FixedBits, FieldNode.Unbounded);
            }
        }
    }

    private void BuildVariant(FieldNode node, VariantType type)
    {
        node.Kind = FieldKind.Variant;
        if (type.Tag is null)
        {
            throw Error(type.Line, "a tag for the variant", "none");
        }

        FieldNode tag = Find(type.Tag, type.Line);
        if (tag.Kind != FieldKind.Enumeration)
        {
            throw Error(type.Line, "an enumeration as the variant's tag", $"'{string.Join('.', type.Tag)}'");
        }

        node.Reference = Use(tag);
        node.IsSigned = tag.IsSigned;
        _open.Add((node, []));
        node.Children = new FieldNode[type.Options.Count];
        for (int i = 0; i < node.Children.Length; i++)
        {
            node.Children[i] = Build(type.Options[i], node);
        }

        _open.RemoveAt(_open.Count - 1);
        node.Options = OptionsOf(tag.Labels!, node.Children);
        foreach (FieldNode option in node.Children)
        {
            node.Work = Math.Max(node.Work, option.Work);
        }
    }

    private static OptionRange[] OptionsOf(EnumLabels labels, FieldNode[] options)
    {
        var ranges = new List<OptionRange>();
        for (int i = 0; i < labels.Count; i++)
        {
            EnumRange range = labels[i];
            int option = Array.FindIndex(options, node => node.RawName == range.Label);
            option = option >= 0 ? option : Array.FindIndex(options, node => node.Name == range.Label);
            if (option >= 0)
            {
                ranges.Add(new OptionRange(range.First, range.Last, option));
            }
        }

        return [.. ranges];
    }

    /// <summary>Finds the field that a path names: from the root with a scope's name, else in the structs around, innermost first.</summary>
    private FieldNode Find(string[] path, int line)
    {
        FieldNode? node;
        int used;
        if (ScopePaths.Match(path) is (var scope, var length))
        {
            used = length;
            node = scope == _scope ? null : scopes[(int)scope];
            if (scope == _scope)
            {
                node = path.Length > used ? FindAmong(_open[0].Children, path[used++]) : null;
            }
        }
        else
        {
            used = 1;
            node = null;
            for (int i = _open.Count - 1; i >= 0 && node is null; i--)
            {
                node = FindAmong(_open[i].Children, path[0]);
                if (node is not null && node.ArrayDepth > 0)
                {
                    for (int inner = i + 1; inner < _open.Count; inner++)
                    {
                        _open[inner].Node.NeedsRestore = true;
                    }
                }
            }
        }

        for (; node is not null && used < path.Length; used++)
        {
            node = node.Kind == FieldKind.Structure ? FindAmong(node.Children, path[used]) : null;
        }

        return node ?? throw Error(line, "the name of an earlier field", $"'{string.Join('.', path)}'");
    }

    private static FieldNode? FindAmong(IReadOnlyList<FieldNode> nodes, string name)
    {
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            if (nodes[i].RawName == name)
            {
                return nodes[i];
            }
        }

        return null;
    }

    private int Use(FieldNode node)
    {
        if (ScopeOf(node) == Scope.EventHeader && _scope != Scope.EventHeader)
        {
            scopes[(int)Scope.EventHeader]!.IsUsedElsewhere = true;
        }

        if (node.Register < 0)
        {
            MarkWalked(node);
            node.Register = registers.Take(ScopeOf(node), _scope);
            if (node.Register < 0)
            {
                throw Error("fewer references from events to the packet's fields", "too many");
            }
        }

        return node.Register;
    }

    private Scope ScopeOf(FieldNode node)
    {
        FieldNode root = node;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        int scope = Array.IndexOf(scopes, root);
        return scope < 0 ? _scope : (Scope)scope;
    }

    public static long AlignUp(long bits, long alignment) => (bits + alignment - 1) & -alignment;

    private TraceFormatException Error(string expected, string found) => new(new TraceProblem(file, -1, -1, expected, found));

    private TraceFormatException Error(int line, string expected, string found) => Error($"line {line} of the metadata: expected {expected}", found);
}
