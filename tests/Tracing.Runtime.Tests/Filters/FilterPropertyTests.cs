using System.Globalization;
using System.Net;
using CsCheck;
using Tracing.Filters;
using Tracing.Runtime.Filters;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Filters;

/// <summary>Random filters over random records: both forms give the same answer.</summary>
public class FilterPropertyTests
{
    private const int RecordSize = 4096;

    private static readonly NamedLayout[] s_fields = FieldLayoutParser.Parse("""
        int8_t _i8; uint8_t _u8; int16_t _i16; uint16_t _u16; int32_t _i32; uint32_t _u32; int64_t _i64; uint64_t _u64;
        float32_t _f32; float64_t _f64; string _text; string _other;
        enum : int16_t { "Red" = 1, "Green" = -2, "DarkGreen" = 3, "Rot" = 1 } _colour;
        uint32_t __list_length; int16_t _list[__list_length];
        enum : uint8_t { none = 0, some = 1 } __maybe_has; variant <__maybe_has> { struct {} none; int32_t some; } _maybe;
        enum : uint8_t { none = 0, some = 1 } __pair_has; variant <__pair_has> { struct {} none; struct { string _a; uint8_t _b; } some; } _pair;
        struct { string _x; uint16_t _y; } _point;
        struct dotnet_decimal _price; struct dotnet_ipaddress _address; dotnet_guid_byte _id[16]; struct dotnet_datetime _at; struct dotnet_datetimeoffset _on;
        enum dotnet_bool _yes; struct dotnet_int128 _wide; int32_t _last;
        """);

    private static readonly string[] s_integers =
    [
        "i8", "u8", "i16", "u16", "i32", "u32", "i64", "u64", "colour", "yes", "list[0]", "list[1]", "maybe", "pair.b", "point.y", "_list_length", "_maybe_has",
        "wide.low", "wide.high", "last", "id[3]", "price.scale", "address.length", "address.bytes[2]", "at.ticks",
    ];

    private static readonly string[] s_floats = ["f32", "f64", "price"];

    private static readonly string[] s_texts = ["text", "other", "pair.a", "point.x", "address", "id", "at", "on"];

    private static readonly string[] s_words = ["", "a", "ab", "Green", "Red", "10.0.0.1", "b*", "*", "*b", "a*b", "::1", "*:*", "Rot", "R*", "00*"];

    [Fact]
    public unsafe void InterpretedAndCompiledFiltersAgree()
    {
        int valid = 0;
        int matching = 0;
        byte* record = stackalloc byte[RecordSize];
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                string expression = Condition(random, depth: 4);
                if (Bind(expression) is not { } condition)
                {
                    return;
                }

                valid++;
                RecordPredicate compiled = FilterCompiler.Compile(condition);
                RecordPredicate interpreted = new InterpretedFilter(condition).Predicate;
                for (int i = 0; i < 20; i++)
                {
                    Write(random, record);
                    bool expected = interpreted(record, record, record);
                    matching += expected ? 1 : 0;
                    Assert.True(expected == compiled(record, record, record), expression);
                }
            },
            iter: 3000,
            threads: 1);

        // The generator makes sense: most expressions are valid, and neither answer is rare.
        Assert.InRange(valid, 1500, 3000);
        Assert.InRange(matching, valid * 2, valid * 18);
    }

    [Fact]
    public unsafe void AnAddressHasTheTextThatDotnetGivesIt()
    {
        byte* record = stackalloc byte[64];
        byte* text = stackalloc byte[FieldText.BufferSize];
        Gen.Select(Gen.Bool, Gen.OneOf(Gen.Byte, Gen.Const((byte)0), Gen.Const((byte)0), Gen.Const((byte)0xFF)).Array[16], Gen.OneOf(Gen.Const(0u), Gen.UInt)).Sample(
            (isV4, bytes, scope) =>
            {
                var address = isV4 ? new IPAddress(bytes.AsSpan(0, 4)) : new IPAddress(bytes, scope);
                var writer = new RecordWriter(record, null, 0);
                writer.Write(address);
                byte* place = FieldText.Read(WellKnownType.IPAddress, record, text, out int length);
                Assert.Equal(address.ToString(), System.Text.Encoding.UTF8.GetString(place, length));
            },
            iter: 100_000,
            threads: 1);
    }

    [Fact]
    public unsafe void InterpretingAllocatesNothing()
    {
        byte* record = stackalloc byte[RecordSize];
        Write(new Random(1), record);
        RecordPredicate filter = new InterpretedFilter(Bind(
            "(text == \"a*\" || other != \"b\" || address == \"10.*\" || id == \"1*\" || at == \"2*\" || on == \"3*\") && (price > 1.5 || list[0] == 3 || colour == \"R*\" || last != 0)")!).Predicate;
        filter(record, record, record);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            filter(record, record, record);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ConditionTerm? Bind(string expression)
    {
        try
        {
            return FilterBinder.Bind(expression, FilterParser.Parse(expression), new RecordSchema(s_fields, [], []));
        }
        catch (FilterSyntaxException)
        {
            return null;
        }
    }

    private static string Condition(Random random, int depth) => random.Next(depth > 0 ? 9 : 4) switch
    {
        0 => $"{Integer(random, depth - 1)} {Comparison(random)} {Integer(random, depth - 1)}",
        1 => $"{Number(random, depth - 1)} {Comparison(random)} {Number(random, depth - 1)}",
        2 => $"{Text(random)} {Comparison(random)} {Text(random)}",
        3 => $"{Pick(random, "colour", "yes")} {Pick(random, "==", "!=")} {Text(random)}",
        4 => $"({Condition(random, depth - 1)}) && ({Condition(random, depth - 1)})",
        5 => $"({Condition(random, depth - 1)}) || ({Condition(random, depth - 1)})",
        6 => $"!({Condition(random, depth - 1)})",
        7 => $"{Number(random, depth - 1)}",
        _ => $"{Text(random)} {Pick(random, "==", "!=")} {Text(random)}",
    };

    private static string Number(Random random, int depth) => random.Next(4) switch
    {
        0 => Pick(random, s_floats),
        1 => Pick(random, "0.5", "1.0", "2.5", "1e20"),
        2 => $"-{Pick(random, s_floats)}",
        _ => Integer(random, depth),
    };

    private static string Integer(Random random, int depth) => random.Next(depth > 0 ? 8 : 3) switch
    {
        0 or 1 => Pick(random, s_integers),
        2 => random.Next(4) == 0 ? Pick(random, "0xFFFFFFFFFFFFFFFF", "0x8000000000000000", "0xFFFF") : random.Next(6).ToString(CultureInfo.InvariantCulture),
        3 => $"~{Integer(random, depth - 1)}",
        4 => $"-{Integer(random, depth - 1)}",
        5 => $"(!{Integer(random, depth - 1)})",
        6 => $"({Condition(random, depth - 1)})",
        _ => $"({Integer(random, depth - 1)} {Pick(random, "&", "|", "^", "<<", ">>")} {Integer(random, depth - 1)})",
    };

    private static string Text(Random random) =>
        random.Next(3) > 0 ? Pick(random, s_texts) : $"\"{Pick(random, s_words)}\"";

    private static string Comparison(Random random) => Pick(random, "==", "!=", "<", ">", "<=", ">=");

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    private static unsafe void Write(Random random, byte* record)
    {
        // Small values, so that they are equal now and then, and all bits set, for the signs.
        long Value() => random.Next(5) == 0 ? random.NextInt64() << random.Next(64) : random.Next(-4, 6);
        string Word() => Pick(random, s_words).Replace("*", "x", StringComparison.Ordinal);
        double Real() => Pick(random, "0.5", "1", "2.5", "nan", "-inf", "0", "1e20") switch
        {
            "nan" => double.NaN,
            "-inf" => double.NegativeInfinity,
            var text => double.Parse(text, CultureInfo.InvariantCulture),
        };

        var writer = new RecordWriter(record, null, 0);
        writer.Write((sbyte)Value());
        writer.Write((byte)Value());
        writer.Write((short)Value());
        writer.Write((ushort)Value());
        writer.Write((int)Value());
        writer.Write((uint)Value());
        writer.Write(Value());
        writer.Write((ulong)Value());
        writer.Write((float)Real());
        writer.Write(Real());
        Text(ref writer, Word());
        Text(ref writer, Word());
        writer.Write((short)Value());
        writer.WriteSequence<short>([.. Enumerable.Range(0, random.Next(4)).Select(_ => (short)Value())]);
        bool isThere = random.Next(3) > 0;
        writer.Write(isThere);
        if (isThere)
        {
            writer.Write((int)Value());
        }

        isThere = random.Next(3) > 0;
        writer.Write(isThere);
        if (isThere)
        {
            Text(ref writer, Word());
            writer.Write((byte)Value());
        }

        Text(ref writer, Word());
        writer.Write((ushort)Value());
        writer.Write(random.Next(-5, 30) / 10m);
        writer.Write(random.Next(3) switch { 0 => null, 1 => new IPAddress([10, 0, 0, 1]), _ => IPAddress.IPv6Loopback });
        writer.Write(random.Next(2) == 0 ? Guid.Empty : new Guid(random.Next(), 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        writer.Write(new DateTime(random.NextInt64(DateTime.MaxValue.Ticks), (DateTimeKind)random.Next(3)));
        writer.Write(new DateTimeOffset(random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), TimeSpan.FromMinutes(random.Next(-14 * 60, 14 * 60))));
        writer.Write(random.Next(2) == 0);
        writer.Write((Int128)Value());
        writer.Write((int)Value());

        static void Text(ref RecordWriter writer, string text) => writer.Write(text, RecordSizeOf(text));
        static long RecordSizeOf(string text) => Writing.RecordSize.Exact(text);
    }
}
