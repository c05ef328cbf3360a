using Tracing.Generators.Model;
using Tracing.Generators.Parsing;

namespace Tracing.Generators.Emission;

/// <summary>Declares fields in TSDL, the language of CTF 1.8's metadata.</summary>
internal static class TsdlEmitter
{
    /// <summary>The tag of a nullable; its labels name the variant's options.</summary>
    private const string Tag = "enum : uint8_t { none = 0, some = 1 }";

    /// <summary>
    /// The declarations of a group of fields, one a string. Each name gets one underscore in front, which readers take off
    /// again: so no name can be a keyword.
    /// </summary>
    public static List<string> Declare(IEnumerable<(string Name, FieldType Type)> fields)
    {
        List<(string Name, FieldType Type)> all = [.. fields];

        // Helpers stand beside the fields and must differ from all of them, also from those that come later.
        var names = new NameScope(all.SelectMany(static field => Confusable("_" + field.Name)));
        var lines = new List<string>();
        foreach ((string name, FieldType type) in all)
        {
            Declare(type, "_" + name, names, lines);
        }

        return lines;
    }

    /// <summary>The type alone, as a layout table shows it.</summary>
    public static string Describe(FieldType type) => type switch
    {
        ScalarType { ArrayLength: > 0 } scalar => $"{scalar.Tsdl}[{scalar.ArrayLength}]",
        ScalarType scalar => scalar.Tsdl,
        EnumType { Labels.Count: > 0 } @enum => $"enum : {@enum.Underlying.Tsdl}",
        EnumType @enum => @enum.Underlying.Tsdl,
        TextType text => text.Tsdl,
        SequenceType sequence => $"uint32_t count, {Describe(sequence.Element)}[]",
        NullableType nullable => $"uint8_t tag, {Describe(nullable.Inner)} if 1",
        StructType => "struct",
        _ => throw new InvalidOperationException(type.ToString()),
    };

    private static void Declare(FieldType type, string name, NameScope names, List<string> lines)
    {
        switch (type)
        {
            case ScalarType { ArrayLength: > 0 } scalar:
                lines.Add($"{scalar.Tsdl} {name}[{scalar.ArrayLength}];");
                break;
            case SequenceType sequence:
                string length = TakeHelper(names, $"_{name}_length");
                lines.Add($"uint32_t {length};");
                lines.Add($"{TypeName(sequence.Element)} {name}[{length}];");
                break;
            case NullableType nullable:
                string has = TakeHelper(names, $"_{name}_has");
                var option = new List<string>();
                Declare(nullable.Inner, "some", new NameScope(), option);
                lines.Add($"{Tag} {has};");

                // What takes two declarations is one option all the same.
                lines.Add(option.Count == 1
                    ? $"variant <{has}> {{ struct {{}} none; {option[0]} }} {name};"
                    : $"variant <{has}> {{ struct {{}} none; struct {{ {string.Join(" ", Declare([("value", nullable.Inner)]))} }} some; }} {name};");
                break;
            default:
                lines.Add($"{TypeName(type)} {name};");
                break;
        }
    }

    private static string TakeHelper(NameScope names, string wanted)
    {
        string name = names.Take(wanted);
        foreach (string other in Confusable(name))
        {
            names.TryTake(other);
        }

        return name;
    }

    /// <summary>
    /// Names that must not stand beside this one. Readers show <c>__a</c> as <c>_a</c>, and babeltrace2 2.0 then refuses a
    /// field that is declared as <c>_a</c> behind it, though that one would be shown as <c>a</c>.
    /// </summary>
    private static IEnumerable<string> Confusable(string name) => [name, "_" + name, name.Substring(1)];

    private static string TypeName(FieldType type) => type switch
    {
        ScalarType scalar => scalar.Tsdl,
        EnumType { Labels.Count: > 0 } @enum => $"enum : {@enum.Underlying.Tsdl} {{ {string.Join(", ", @enum.Labels.Select(Label))} }}",
        EnumType @enum => @enum.Underlying.Tsdl,
        TextType text => text.Tsdl,
        StructType { Members.Count: 0 } => "struct {}",
        StructType @struct => $"struct {{ {string.Join(" ", Declare(@struct.Members.Select(static member => (member.Name, member.Type))))} }}",
        _ => throw new InvalidOperationException(type.ToString()),
    };

    private static string Label(EnumLabel label) => $"\"{label.Name}\" = {label.Value}";
}
