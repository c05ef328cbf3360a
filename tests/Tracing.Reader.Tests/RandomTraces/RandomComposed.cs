using System.Globalization;
using System.Text.Json;

namespace Tracing.Reader.Tests.RandomTraces;

/// <summary>Named fields. A sequence's length and a variant's tag are fields of their own in front of it.</summary>
internal sealed class RandomStructure : RandomField
{
    private readonly List<(string Name, RandomField Field)> _fields = [];
    private readonly int _minAlignment;

    private RandomStructure(int minAlignment) => _minAlignment = minAlignment;

    public override int Alignment => Math.Max(_minAlignment, _fields.Count == 0 ? 1 : _fields.Max(static pair => pair.Field.Alignment));

    public static RandomStructure Make(Random random, bool isBigEndian, int maxFields, int depth = 0)
    {
        var made = new RandomStructure(random.Next(4) == 0 ? 8 << random.Next(3) : 1);
        for (int i = random.Next(maxFields + 1); i > 0; i--)
        {
            made._fields.Add(($"f{made._fields.Count}", MakeField(random, isBigEndian, depth, $"f{made._fields.Count}")));
        }

        return made;
    }

    public override string Declare(string name) => $"{Type()} {name};";

    public string Type() => string.Create(
        CultureInfo.InvariantCulture,
        $"struct {{ {string.Join(" ", _fields.Select(static field => field.Field.Declare(field.Name)))} }}{(_minAlignment > 1 ? $" align({_minAlignment})" : "")}");

    public override void Write(BitWriter bits, Utf8JsonWriter json, Random random)
    {
        bits.Align(Alignment);
        json.WriteStartObject();
        foreach ((string name, RandomField field) in _fields)
        {
            if (field is not (RandomSequence or RandomVariant))
            {
                json.WritePropertyName(name);
            }

            field.Write(bits, json, random);
        }

        json.WriteEndObject();
    }

    /// <summary>A type of any kind, as deep as is left.</summary>
    public static RandomField MakeField(Random random, bool isBigEndian, int depth, string name)
    {
        switch (random.Next(depth < 3 ? 12 : 7))
        {
            case 0:
                return new RandomFloat(random.Next(2) == 0, 8 << random.Next(3), isBigEndian);
            case 1:
                return new RandomText(0);
            case 2:
                return new RandomText(random.Next(1, 20));
            case 3:
                return new RandomEnumeration(
                    new RandomInteger(random.Next(2) == 0 ? 8 : 13, random.Next(2) == 0 ? 8 : 1, random.Next(2) == 0, isBigEndian, isBigEndian),
                    [("A", 0, 0), ("two words", 1, 3), ("B", 3, 5), ("C", 9, 9)]);
            case 7:
                return Make(random, isBigEndian, 4, depth + 1);
            case 8:
                return new RandomArray(Element(random, isBigEndian, depth), random.Next(1, 5));
            case 9 or 10:
                return new RandomSequence(Element(random, isBigEndian, depth), name);
            case 11:
                return new RandomVariant([.. Enumerable.Range(0, random.Next(1, 4)).Select(i => MakeOption(random, isBigEndian, depth, i))], name);
            default:
                return RandomInteger.Make(random, isBigEndian);
        }
    }

    private static RandomField Element(Random random, bool isBigEndian, int depth)
    {
        while (true)
        {
            RandomField element = MakeField(random, isBigEndian, depth + 1, "e");

            // Arrays of arrays have a way of declaring of their own, and an empty structure no bits.
            if (element is RandomInteger or RandomFloat or RandomEnumeration or RandomStructure { _fields.Count: > 0 }
                || (element is RandomText && element.Declare("x").StartsWith("string", StringComparison.Ordinal)))
            {
                return element;
            }
        }
    }

    private static RandomField MakeOption(Random random, bool isBigEndian, int depth, int number)
    {
        while (true)
        {
            RandomField option = MakeField(random, isBigEndian, depth + 1, $"o{number}");
            if (option is not (RandomSequence or RandomVariant))
            {
                return option;
            }
        }
    }
}

/// <summary>Elements of one type, so many.</summary>
internal sealed class RandomArray(RandomField element, int length) : RandomField
{
    public override int Alignment => element.Alignment;

    public override string Declare(string name) => element.Declare(string.Create(CultureInfo.InvariantCulture, $"{name}[{length}]"));

    public override void Write(BitWriter bits, Utf8JsonWriter json, Random random)
    {
        bits.Align(Alignment);
        json.WriteStartArray();
        for (int i = 0; i < length; i++)
        {
            element.Write(bits, json, random);
        }

        json.WriteEndArray();
    }
}

/// <summary>A length, and so many elements of one type.</summary>
internal sealed class RandomSequence(RandomField element, string name) : RandomField
{
    private readonly RandomInteger _length = new(16, 8, false, false, false);

    public override int Alignment => Math.Max(8, element.Alignment);

    public override string Declare(string _) =>
        $"integer {{ size = 16; align = 8; byte_order = le; }} {name}_length; {element.Declare($"{name}[{name}_length]")}";

    public override void Write(BitWriter bits, Utf8JsonWriter json, Random random)
    {
        int count = random.Next(5);
        json.WritePropertyName(name + "_length");
        _length.WriteValue(bits, json, (ulong)count);
        bits.Align(element.Alignment);
        json.WriteStartArray(name);
        for (int i = 0; i < count; i++)
        {
            element.Write(bits, json, random);
        }

        json.WriteEndArray();
    }
}

/// <summary>A tag, and the option that it chooses.</summary>
internal sealed class RandomVariant(RandomField[] options, string name) : RandomField
{
    private readonly RandomInteger _tag = new(8, 8, false, false, false);

    /// <summary>A variant has no alignment; its tag has.</summary>
    public override int Alignment => 8;

    public override string Declare(string _) =>
        $"enum : integer {{ size = 8; align = 8; byte_order = le; }} {{ {string.Join(", ", options.Select(static (_, i) => $"o{i}"))} }} {name}_tag; "
        + $"variant <{name}_tag> {{ {string.Join(" ", options.Select(static (option, i) => option.Declare($"o{i}")))} }} {name};";

    public override void Write(BitWriter bits, Utf8JsonWriter json, Random random)
    {
        int chosen = random.Next(options.Length);
        json.WriteStartObject(name + "_tag");
        json.WritePropertyName("value");
        _tag.WriteValue(bits, json, (ulong)chosen);
        json.WriteStartArray("labels");
        json.WriteStringValue($"o{chosen}");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject(name);
        json.WriteString("option", $"o{chosen}");
        json.WritePropertyName("value");
        options[chosen].Write(bits, json, random);
        json.WriteEndObject();
    }
}
