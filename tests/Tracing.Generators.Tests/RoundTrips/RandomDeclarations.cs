using System.Globalization;
using System.Text;

namespace Tracing.Generators.Tests.RoundTrips;

/// <summary>Source of a provider with random tracepoints, calls of them with random values, and the values again.</summary>
internal sealed class RandomDeclarations(int seed)
{
    private const int MaxEvents = 4;
    private const int MaxFields = 9;
    private const int Calls = 12;

    private readonly Random _random = new(seed);
    private readonly StringBuilder _declarations = new();
    private readonly StringBuilder _calls = new();
    private readonly StringBuilder _expected = new();

    /// <summary>The provider's name.</summary>
    public string Provider { get; } = "random" + seed.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// A class <c>Trace</c> with the tracepoints, <c>Call</c> and <c>Expected</c>: for each call the event's name and its values.
    /// </summary>
    public string Source()
    {
        var events = new List<Kind[]>();
        for (int i = _random.Next(1, MaxEvents + 1); i > 0; i--)
        {
            Kind[] fields = [.. Enumerable.Range(0, _random.Next(MaxFields + 1)).Select(_ => Kinds[_random.Next(Kinds.Length)])];
            string parameters = string.Join(", ", fields.Select(static (field, index) => $"{field.Type} f{index}"));
            _declarations.Append(CultureInfo.InvariantCulture, $"[Tracepoint] public static partial void E{events.Count}({parameters});\n");
            events.Add(fields);
        }

        for (int i = 0; i < Calls; i++)
        {
            int chosen = _random.Next(events.Count);
            string[] values = [.. events[chosen].Select(kind => kind.Value(_random))];
            _calls.Append(CultureInfo.InvariantCulture, $"E{chosen}({string.Join(", ", values)});\n");
            _expected.Append(CultureInfo.InvariantCulture, $"new object?[] {{ \"E{chosen}\"");
            foreach ((Kind kind, string value) in events[chosen].Zip(values))
            {
                _expected.Append(", ").Append(kind.Expected(value));
            }

            _expected.Append(" },\n");
        }

        return $$"""
            using System;
            using System.Net;
            using Tracing;
            public enum Color : short { Red = -1, Blue = 5 }
            public readonly record struct Point(int X, string Label, Guid? Id);
            public readonly record struct Line(Point From, Color Color) { public bool IsDashed { get; init; } }
            [TracepointProvider("{{Provider}}")] public static partial class Trace
            {
                {{_declarations}}
                public static void Call() { {{_calls}} }
                public static object?[][] Expected() => new object?[][] { {{_expected}} };
            }
            """;
    }

    /// <summary>A type, a random value of it as an expression, and what the record has for that.</summary>
    private sealed record Kind(string Type, Func<Random, string> Value, Func<string, string> Expected);

    private static Kind[] Kinds { get; } =
    [
        Plain("sbyte", static random => $"{random.Next(-128, 128)}"),
        Plain("byte", static random => $"{random.Next(256)}"),
        Plain("short", static random => $"{random.Next(short.MinValue, short.MaxValue + 1)}"),
        Plain("ushort", static random => $"{random.Next(ushort.MaxValue + 1)}"),
        Plain("int", static random => $"{random.NextInt64(int.MinValue, int.MaxValue + 1L)}"),
        Plain("uint", static random => $"{random.NextInt64(uint.MaxValue + 1L)}"),
        Plain("long", static random => $"{random.NextInt64(long.MinValue, long.MaxValue)}"),
        Plain("ulong", static random => $"{(ulong)random.NextInt64() * 2}"),
        Plain("nint", static random => $"{random.Next()}"),
        Plain("Int128", static random => $"new Int128({random.NextInt64()}, {random.NextInt64()})"),
        Plain("UInt128", static random => $"new UInt128({random.NextInt64()}, {random.NextInt64()})"),
        Plain("bool", static random => random.Next(2) == 0 ? "false" : "true"),
        Plain("char", static random => $"'\\u{random.Next(char.MaxValue + 1):x4}'"),
        Plain("Half", static random => string.Create(CultureInfo.InvariantCulture, $"(Half){random.NextDouble():r}")),
        Plain("float", static random => string.Create(CultureInfo.InvariantCulture, $"{random.NextSingle():r}f")),
        Plain("double", static random => random.Next(8) switch { 0 => "double.NaN", 1 => "double.NegativeInfinity", _ => string.Create(CultureInfo.InvariantCulture, $"{random.NextDouble():r}") }),
        Plain("decimal", static random => $"new decimal({random.Next()}, {random.Next()}, {random.Next()}, {(random.Next(2) == 0 ? "true" : "false")}, {random.Next(29)})"),
        Plain("Guid", static random => $"new Guid(\"{Bytes(random)}\")"),
        Plain("DateTime", static random => $"new DateTime({random.NextInt64(DateTime.MaxValue.Ticks)}, (DateTimeKind){random.Next(3)})"),
        Plain("DateTimeOffset", static random => $"new DateTimeOffset({random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay)}, TimeSpan.FromMinutes({random.Next(-840, 841)}))"),
        Plain("TimeSpan", static random => $"new TimeSpan({random.NextInt64(long.MinValue, long.MaxValue)})"),
        Plain("DateOnly", static random => $"DateOnly.FromDayNumber({random.Next(DateOnly.MaxValue.DayNumber + 1)})"),
        Plain("TimeOnly", static random => $"new TimeOnly({random.NextInt64(TimeSpan.TicksPerDay)})"),
        Plain("Color", static random => random.Next(3) switch { 0 => "Color.Red", 1 => "Color.Blue", _ => $"(Color){random.Next(100)}" }),
        Plain("IPAddress", static random => random.Next(3) switch { 0 => "null!", 1 => $"new IPAddress({random.Next()}L)", _ => $"new IPAddress(new Guid(\"{Bytes(random)}\").ToByteArray())" }),
        Plain("int?", static random => random.Next(2) == 0 ? "null" : $"{random.Next()}"),
        Plain("Guid?", static random => random.Next(2) == 0 ? "null" : $"new Guid(\"{Bytes(random)}\")"),
        Plain("Color?", static random => random.Next(2) == 0 ? "null" : "Color.Blue"),
        Plain("Point", static random => PointOf(random)),
        Plain("Point?", static random => random.Next(2) == 0 ? "null" : PointOf(random)),
        Plain("Line", static random => $"new Line({PointOf(random)}, Color.Red) {{ IsDashed = true }}"),
        new("string", static random => random.Next(8) == 0 ? "null!" : Text(random), static value => value == "null!" ? "\"(null)\"" : value),
        new("ReadOnlySpan<char>", static random => Text(random), static value => value),
        new("char[]", static random => Text(random) + ".ToCharArray()", static value => $"new string({value})"),
        new("ReadOnlyMemory<char>", static random => Text(random) + ".AsMemory()", static value => $"new string({value}.Span)"),
        new("Type", static random => random.Next(2) == 0 ? "typeof(int)" : "typeof(Color)", static value => $"{value}.FullName"),
        Plain("byte[]", static random => Array(random, "byte", 256)),
        new("ReadOnlySpan<byte>", static random => Array(random, "byte", 256), static value => value),
        new("ReadOnlyMemory<byte>", static random => Array(random, "byte", 256), static value => value),
        new("ReadOnlySpan<int>", static random => Array(random, "int", int.MaxValue), static value => value),
        Plain("double[]", static random => Array(random, "double", 1000)),
        Plain("long[]", static random => Array(random, "long", int.MaxValue)),
        Plain("Color[]", static random => random.Next(2) == 0 ? "new Color[] { }" : "new Color[] { Color.Blue, Color.Red, (Color)7 }"),
        Plain("bool[]", static random => random.Next(2) == 0 ? "new bool[] { true, false }" : "new bool[] { }"),
    ];

    private static Kind Plain(string type, Func<Random, string> value) =>
        new(type, random => $"({type})({value(random)})", static value => $"(object?)({value})");

    private static string Bytes(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private static string PointOf(Random random) =>
        $"new Point({random.Next()}, {Text(random)}, {(random.Next(2) == 0 ? "null" : $"new Guid(\"{Bytes(random)}\")")})";

    private static string Array(Random random, string type, int max) =>
        $"new {type}[] {{ {string.Join(", ", Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(max)))} }}";

    /// <summary>Text of well-formed UTF-16 without NUL: what is recorded otherwise has a test of its own.</summary>
    private static string Text(Random random)
    {
        var literal = new StringBuilder("\"");
        for (int i = random.Next(random.Next(4) == 0 ? 80 : 10); i > 0; i--)
        {
            literal.Append(random.Next(6) switch
            {
                0 => "\\ud83d\\ude00",
                1 => "\\\"",
                2 => $"\\u{random.Next(0x80, 0xD800):x4}",
                3 => "\\n",
                _ => $"{(char)random.Next('a', 'z' + 1)}",
            });
        }

        return literal.Append('"').ToString();
    }
}
