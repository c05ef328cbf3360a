namespace Tracing.Runtime.Tests.Types;

/// <summary>Names that C#, CTF or generated code use themselves.</summary>
public class NameTests
{
    private static readonly byte[] s_two = [1, 2];

    [Fact]
    public void KeywordsAreNamesOfFields() => TypeCheck.Run(
        "names:Keywords",
        new TypeCase(
            static () => NameTrace.Keywords(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
            "01 02 03 04 05 06 07 08 09 0A 0B 0C",
            "{ event = 1, struct = 2, string = 3, enum = 4, stream = 5, variant = 6, align = 7, trace = 8, _Bool = 9, typealias = 10, field = 11, await = 12 }"));

    [Fact]
    public void NamesOfGeneratedLocalsAreNamesOfFields() => TypeCheck.Run(
        "names:Locals",
        new TypeCase(
            static () => NameTrace.Locals(s_two, 3, 4, 5, 6, 7, "8"),
            "02 00 00 00 01 02  03 04 05 06 07  38 00",
            """{ _writer_length = 2, writer = [ [0] = 0x1, [1] = 0x2 ], scope = 3, binding = 4, guard = 5, size = 6, exception = 7, handler = "8" }"""));

    [Fact]
    public void NamesOfHelpersAreNamesOfFields()
    {
        TypeCheck.Run(
            "names:Helpers",
            new TypeCase(
                static () => NameTrace.Helpers(s_two, 9, 8),
                "02 00 00 00 01 02  09  01 08",
                """{ _x_length2 = 2, x = [ [0] = 0x1, [1] = 0x2 ], x_length = 9, _x_has_has = ( "some" : container = 1 ), x_has = { some = 8 } }"""));
        TypeCheck.Run(
            "names:TakenHelpers",
            new TypeCase(
                static () => NameTrace.TakenHelpers(s_two, 9),
                "02 00 00 00 01 02  09",
                "{ _x_length2 = 2, x = [ [0] = 0x1, [1] = 0x2 ], _x_length = 9 }"));
    }

    [Fact]
    public void AnEventMayHaveManyFields() => TypeCheck.Run(
        "names:Many",
        new TypeCase(
            static () => NameTrace.Many("a", s_two, null, 1.5m, "b", 3, s_two, "c"),
            "61 00  02 00 00 00 01 02  00  0F 00 00 00 00 00 00 00 00 00 00 00 01 00  62 00  01 03 00 00 00  02 00 00 00 01 02  63 00",
            """{ a = "a", _b_length = 2, b = [ [0] = 0x1, [1] = 0x2 ], _c_has = ( "none" : container = 0 ), c = { none = { } }, """
            + """d = { low = 15, high = 0, scale = 1, negative = ( "false" : container = 0 ) }, e = "b", _f_has = ( "some" : container = 1 ), f = { some = 3 }, """
            + """_g_length = 2, g = [ [0] = 0x1, [1] = 0x2 ], h = "c" }"""));
}

[TracepointProvider("names")]
internal static partial class NameTrace
{
    [Tracepoint]
    public static partial void Keywords(byte @event, byte @struct, byte @string, byte @enum, byte stream, byte variant, byte align, byte trace, byte _Bool, byte typealias, byte field, byte @await);

    [Tracepoint]
    public static partial void Locals(byte[] writer, byte scope, byte binding, byte guard, byte size, byte exception, string handler);

    [Tracepoint]
    public static partial void Helpers(byte[] x, byte x_length, byte? x_has);

    [Tracepoint]
    public static partial void TakenHelpers(byte[] x, byte _x_length);

    [Tracepoint]
    public static partial void Many(string a, byte[] b, int? c, decimal d, ReadOnlySpan<char> e, int? f, ReadOnlySpan<byte> g, string h);
}
