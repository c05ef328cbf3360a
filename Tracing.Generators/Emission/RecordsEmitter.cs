using Microsoft.CodeAnalysis.CSharp;
using Tracing.Generators.Model;
using Tracing.Generators.Parsing;

namespace Tracing.Generators.Emission;

/// <summary>
/// Writes the typed records of a provider, for projects that reference Tracing.Reader: a <c>readonly record struct</c> for each
/// tracepoint that others than the provider can call, and one for each structure in them.
/// </summary>
internal sealed class RecordsEmitter
{
    private const string Reader = "global::Tracing.Reader.";

    /// <summary>What a record struct has anyway; a member cannot be called like it.</summary>
    private static readonly string[] s_recordMembers =
        ["Equals", "GetHashCode", "ToString", "PrintMembers", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals", "Deconstruct"];

    /// <summary>What every class inherits; a nested type would hide it.</summary>
    private static readonly string[] s_objectMembers =
        ["Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    private readonly IndentedWriter _writer = new();
    private readonly ProviderModel _provider;
    private readonly List<(TracepointModel Tracepoint, string Name, bool IsPublic)> _records = [];

    /// <summary>Structures by their type, in the order in which they are met.</summary>
    private readonly Dictionary<string, (StructType Type, string Name, bool IsPublic)> _parts = new(StringComparer.Ordinal);
    private readonly List<string> _partOrder = [];

    private RecordsEmitter(ProviderModel provider) => _provider = provider;

    /// <summary>The file's text, or null if there is nothing to write.</summary>
    public static string? Emit(ProviderModel provider)
    {
        var emitter = new RecordsEmitter(provider);
        emitter.Collect();
        return emitter._records.Count == 0 ? null : emitter.Write();
    }

    private void Collect()
    {
        var names = new NameScope([_provider.Members.Records], s_objectMembers);
        foreach (TracepointModel tracepoint in _provider.Tracepoints)
        {
            bool isPublic = tracepoint.Method.Modifiers.Contains("public ");
            if (isPublic || tracepoint.Method.Modifiers.Contains("internal "))
            {
                // Like the other generated members: after the method, or after the event for further overloads.
                string name = tracepoint.Members.Enabled.Substring(0, tracepoint.Members.Enabled.Length - "Enabled".Length);
                _records.Add((tracepoint, names.Take(Capitalize(name)), isPublic));
            }
        }

        foreach ((TracepointModel tracepoint, _, bool isPublic) in _records)
        {
            foreach (FieldType field in tracepoint.Fields)
            {
                CollectParts(field, isPublic, names);
            }
        }
    }

    private void CollectParts(FieldType type, bool isPublic, NameScope names)
    {
        if (type is NullableType nullable)
        {
            CollectParts(nullable.Inner, isPublic, names);
        }

        if (type is not StructType @struct)
        {
            return;
        }

        if (!_parts.TryGetValue(@struct.CSharp, out var part))
        {
            part = (@struct, names.Take(Capitalize(SimpleName(@struct.CSharp))), isPublic);
            _partOrder.Add(@struct.CSharp);
        }

        _parts[@struct.CSharp] = part with { IsPublic = part.IsPublic || isPublic };
        foreach (StructMember member in @struct.Members)
        {
            CollectParts(member.Type, isPublic, names);
        }
    }

    private string Write()
    {
        GeneratedFile.Head(_writer);
        _writer.Line("// These are the declarations' affair, whose names and types are only repeated here: CLS compliance and obsolete types.");
        _writer.Line("#pragma warning disable CS3001, CS3002, CS3003, CS3005, CS3008, CS0612, CS0618");
        _writer.Line();
        GeneratedFile.OpenTypes(_writer, _provider.Namespace, _provider.Types);
        _writer.Line("/// <summary>The tracepoints' fields as they come back from a trace.</summary>");
        _writer.Line(GeneratedFile.Attribute);
        _writer.Open($"{Accessibility(_records.Any(static record => record.IsPublic))}static class {_provider.Members.Records.EscapeIdentifier()}");
        foreach ((TracepointModel tracepoint, string name, bool isPublic) in _records)
        {
            string title = _provider.Name + ":" + tracepoint.Name;
            _writer.Gap();
            _writer.Line($"/// <summary>The fields of <c>{XmlText.Escape(title)}</c>.</summary>");
            WriteRecord(
                name,
                isPublic,
                "ITraceRecord",
                [.. tracepoint.Method.Parameters.Zip(tracepoint.Fields, static (parameter, type) => (parameter.Name, type))],
                title);
        }

        foreach (string key in _partOrder)
        {
            (StructType type, string name, bool isPublic) = _parts[key];
            _writer.Gap();
            _writer.Line($"/// <summary>What is recorded of a <c>{XmlText.Escape(SimpleName(type.CSharp))}</c>.</summary>");
            WriteRecord(name, isPublic, "ITraceRecordPart", [.. type.Members.Select(static member => (member.Name, member.Type))], null);
        }

        _writer.Close();
        GeneratedFile.CloseTypes(_writer, _provider.Types);
        return _writer.ToString();
    }

    private void WriteRecord(string name, bool isPublic, string @interface, List<(string Name, FieldType Type)> fields, string? eventName)
    {
        var taken = new NameScope([name], s_recordMembers);
        List<string> properties = [.. fields.Select(field => taken.Take(Capitalize(field.Name)))];
        for (int i = 0; i < fields.Count; i++)
        {
            _writer.Line($"/// <param name=\"{properties[i]}\">The field <c>{fields[i].Name}</c>.</param>");
        }

        string self = name.EscapeIdentifier();
        string part = $"{Reader}ITraceRecordPart<{self}>";
        string parameters = string.Join(", ", fields.Select((field, i) => $"{PropertyType(field.Type)} {properties[i].EscapeIdentifier()}"));
        _writer.Line(GeneratedFile.Attribute);
        _writer.Open($"{Accessibility(isPublic)}readonly record struct {self}{(fields.Count > 0 ? $"({parameters})" : "")} : {Reader}{@interface}<{self}>");
        if (eventName is not null)
        {
            _writer.Line($"static string {Reader}ITraceRecord<{self}>.EventName => {SymbolDisplay.FormatLiteral(eventName, quote: true)};");
            _writer.Gap();
        }

        string names = string.Join(", ", fields.Select(static field => SymbolDisplay.FormatLiteral(field.Name, quote: true)));
        _writer.Line($"static global::System.Collections.Generic.IReadOnlyList<string> {part}.FieldNames => new string[] {{ {names} }};".Replace("{  }", "{ }"));
        _writer.Gap();
        string values = string.Join(", ", fields.Select((field, i) => Read(field.Type, i)));
        _writer.Line($"static {self} {part}.Read({Reader}RecordReader reader) => new {self}({values});");
        _writer.Close();
    }

    private string PropertyType(FieldType type) => type switch
    {
        TextType { Source: TextSource.Address } => "global::System.Net.IPAddress?",
        TextType => "string?",
        SequenceType sequence => sequence.Element.CSharp + "[]?",
        NullableType { Inner: TextType or SequenceType } nullable => PropertyType(nullable.Inner),
        NullableType nullable => PropertyType(nullable.Inner) + "?",
        StructType @struct => _parts[@struct.CSharp].Name.EscapeIdentifier(),
        _ => type.CSharp,
    };

    private string Read(FieldType type, int index) => type switch
    {
        TextType { Source: TextSource.Address } => $"reader.GetAddress({index})",
        TextType => $"reader.GetText({index})",
        SequenceType sequence => $"reader.GetArray<{sequence.Element.CSharp}>({index})",
        NullableType { Inner: TextType or SequenceType } nullable => Read(nullable.Inner, index),
        NullableType { Inner: StructType @struct } => $"reader.GetNullablePart<{PropertyType(@struct)}>({index})",
        NullableType nullable => $"reader.GetNullable<{nullable.Inner.CSharp}>({index})",
        StructType => $"reader.GetPart<{PropertyType(type)}>({index})",
        _ => $"reader.Get<{type.CSharp}>({index})",
    };

    private static string Accessibility(bool isPublic) => isPublic ? "public " : "internal ";

    private static string Capitalize(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>The last name of a type, without its type arguments.</summary>
    private static string SimpleName(string csharp)
    {
        int end = csharp.IndexOf('<');
        string name = end < 0 ? csharp : csharp.Substring(0, end);
        return name.Substring(name.LastIndexOfAny(['.', ':']) + 1).TrimStart('@');
    }
}
