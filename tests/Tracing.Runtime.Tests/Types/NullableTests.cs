namespace Tracing.Runtime.Tests.Types;

public class NullableTests
{
    private const string None = """{ _value_has = ( "none" : container = 0 ), value = { none = { } } }""";

    private static readonly Mixed s_mixed = new([7], null, Guid.Empty, null, "x".AsMemory(), EnumTests.Rights.None, default);
    private static readonly int[] s_ints = [1, -1];

    [Fact]
    public void NullableNumberIsATagAndTheNumberIfThereIsOne()
    {
        TypeCheck.Run(
            "nullables:Int",
            new(static () => NullableTrace.Int(null), "00", None),
            new(static () => NullableTrace.Int(0), "01  00 00 00 00", Some("0")),
            new(static () => NullableTrace.Int(int.MinValue), "01  00 00 00 80", Some("-2147483648")));
        TypeCheck.Run("nullables:Byte", new(static () => NullableTrace.Byte(null), "00", None), new(static () => NullableTrace.Byte(255), "01 FF", Some("255")));
        TypeCheck.Run("nullables:NInt", new(static () => NullableTrace.NInt(null), "00", None), new(static () => NullableTrace.NInt(-1), "01 FF FF FF FF FF FF FF FF", Some("-1")));
        TypeCheck.Run("nullables:Char", new(static () => NullableTrace.Char(null), "00", None), new(static () => NullableTrace.Char('A'), "01 41 00", Some("65")));
        TypeCheck.Run("nullables:Half", new(static () => NullableTrace.Half(null), "00", None), new(static () => NullableTrace.Half((Half)1.5), "01 00 00 C0 3F", Some("1.5")));
        TypeCheck.Run("nullables:Double", new(static () => NullableTrace.Double(null), "00", None), new(static () => NullableTrace.Double(-0.0), "01 00 00 00 00 00 00 00 80", Some("-0")));
        TypeCheck.Run(
            "nullables:Int128",
            new(static () => NullableTrace.Int128(null), "00", None),
            new(static () => NullableTrace.Int128(-1), "01 FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF", Some("{ low = 18446744073709551615, high = -1 }")));
    }

    [Fact]
    public void NullableBoolAndEnumKeepTheirLabels()
    {
        TypeCheck.Run(
            "nullables:Bool",
            new(static () => NullableTrace.Bool(null), "00", None),
            new(static () => NullableTrace.Bool(false), "01 00", Some("""( "false" : container = 0 )""")),
            new(static () => NullableTrace.Bool(true), "01 01", Some("""( "true" : container = 1 )""")));
        TypeCheck.Run(
            "nullables:Color",
            new(static () => NullableTrace.Color(null), "00", None),
            new(static () => NullableTrace.Color(EnumTests.Color.Blue), "01 FD FF FF FF", Some("""( "Blue" : container = -3 )""")));
    }

    [Fact]
    public void NullableOfWellKnownTypesIsATagAndTheValue()
    {
        TypeCheck.Run(
            "nullables:Decimal",
            new(static () => NullableTrace.Decimal(null), "00", None),
            new(static () => NullableTrace.Decimal(-0.5m), "01  05 00 00 00 00 00 00 00  00 00 00 00  01  01", Some("""{ low = 5, high = 0, scale = 1, negative = ( "true" : container = 1 ) }""")));
        TypeCheck.Run(
            "nullables:DateTime",
            new(static () => NullableTrace.DateTime(null), "00", None),
            new(static () => NullableTrace.DateTime(new DateTime(1, DateTimeKind.Utc)), "01  01 00 00 00 00 00 00 00  01", Some("""{ ticks = 1, kind = ( "utc" : container = 1 ) }""")));
        TypeCheck.Run(
            "nullables:DateTimeOffset",
            new(static () => NullableTrace.DateTimeOffset(null), "00", None),
            new(static () => NullableTrace.DateTimeOffset(default(DateTimeOffset)), "01  00 00 00 00 00 00 00 00  00 00", Some("{ ticks = 0, offset_minutes = 0 }")));
        TypeCheck.Run("nullables:TimeSpan", new(static () => NullableTrace.TimeSpan(null), "00", None), new(static () => NullableTrace.TimeSpan(TimeSpan.FromTicks(-1)), "01 FF FF FF FF FF FF FF FF", Some("-1")));
        TypeCheck.Run("nullables:DateOnly", new(static () => NullableTrace.DateOnly(null), "00", None), new(static () => NullableTrace.DateOnly(DateOnly.MinValue), "01 00 00 00 00", Some("0")));
        TypeCheck.Run("nullables:TimeOnly", new(static () => NullableTrace.TimeOnly(null), "00", None), new(static () => NullableTrace.TimeOnly(TimeOnly.MinValue), "01 00 00 00 00 00 00 00 00", Some("0")));
        TypeCheck.Run(
            "nullables:Guid",
            new(static () => NullableTrace.Guid(null), "00", None),
            new(static () => NullableTrace.Guid(Guid.Empty), "01 00000000000000000000000000000000",
                Some("[ [0] = 0x0, [1] = 0x0, [2] = 0x0, [3] = 0x0, [4] = 0x0, [5] = 0x0, [6] = 0x0, [7] = 0x0, [8] = 0x0, [9] = 0x0, [10] = 0x0, [11] = 0x0, [12] = 0x0, [13] = 0x0, [14] = 0x0, [15] = 0x0 ]")));
    }

    [Fact]
    public void NullableStructIsATagAndTheMembers()
    {
        TypeCheck.Run(
            "nullables:Point",
            new(static () => NullableTrace.Point(null), "00", None),
            new(static () => NullableTrace.Point(new Point(1, 2)), "01  01 00 00 00  02 00 00 00", Some("{ X = 1, Y = 2 }")));
        TypeCheck.Run(
            "nullables:Line",
            new(static () => NullableTrace.Line(null), "00", None),
            new(static () => NullableTrace.Line(new Line(default, default, "a")), "01  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  61 00", Some("""{ From = { X = 0, Y = 0 }, To = { X = 0, Y = 0 }, Name = "a" }""")),
            new(static () => NullableTrace.Line(default(Line)), "01  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  28 6E 75 6C 6C 29 00", Some("""{ From = { X = 0, Y = 0 }, To = { X = 0, Y = 0 }, Name = "(null)" }""")));
        TypeCheck.Run(
            "nullables:Blank",
            new(static () => NullableTrace.Blank(null), "00", None),
            new(static () => NullableTrace.Blank(default(Blank)), "01", Some("{ }")));
        TypeCheck.Run(
            "nullables:Mixed",
            new(static () => NullableTrace.Mixed(null, 5), "00  05 00 00 00", """{ _value_has = ( "none" : container = 0 ), value = { none = { } }, after = 5 }"""),
            new(static () => NullableTrace.Mixed(s_mixed, 5),
                "01  01 00 00 00 07 00  00  00000000000000000000000000000000  00 00 00 00 00  78 00  00  05 00 00 00",
                """{ _value_has = ( "some" : container = 1 ), value = { some = { _Data_length = 1, Data = [ [0] = 7 ], _Edge_has = ( "none" : container = 0 ), Edge = { none = { } }, """
                + "Id = [ [0] = 0x0, [1] = 0x0, [2] = 0x0, [3] = 0x0, [4] = 0x0, [5] = 0x0, [6] = 0x0, [7] = 0x0, [8] = 0x0, [9] = 0x0, [10] = 0x0, [11] = 0x0, [12] = 0x0, [13] = 0x0, [14] = 0x0, [15] = 0x0 ], "
                + """Address = { length = 0, bytes = [ ], scope_id = 0 }, Note = "x", Rights = ( "None" : container = 0 ), Empty = { } } }, after = 5 }"""));
    }

    [Fact]
    public void NullableMemoryIsATagAndTheSequence()
    {
        TypeCheck.Run(
            "nullables:Memory",
            new(static () => NullableTrace.Memory(null), "00", None),
            new(static () => NullableTrace.Memory(s_ints), "01  02 00 00 00  01 00 00 00  FF FF FF FF", Some("{ _value_length = 2, value = [ [0] = 1, [1] = -1 ] }")));
        TypeCheck.Run(
            "nullables:Text",
            new(static () => NullableTrace.Text(null), "00", None),
            new(static () => NullableTrace.Text("ab".AsMemory()), "01  61 62 00", Some("\"ab\"")));
    }

    private static string Some(string value) => $$"""{ _value_has = ( "some" : container = 1 ), value = { some = {{value}} } }""";
}

[TracepointProvider("nullables")]
internal static partial class NullableTrace
{
    [Tracepoint]
    public static partial void Int(int? value);

    [Tracepoint]
    public static partial void Byte(byte? value);

    [Tracepoint]
    public static partial void NInt(nint? value);

    [Tracepoint]
    public static partial void Char(char? value);

    [Tracepoint]
    public static partial void Half(Half? value);

    [Tracepoint]
    public static partial void Double(double? value);

    [Tracepoint]
    public static partial void Int128(Int128? value);

    [Tracepoint]
    public static partial void Bool(bool? value);

    [Tracepoint]
    public static partial void Color(EnumTests.Color? value);

    [Tracepoint]
    public static partial void Decimal(decimal? value);

    [Tracepoint]
    public static partial void DateTime(DateTime? value);

    [Tracepoint]
    public static partial void DateTimeOffset(DateTimeOffset? value);

    [Tracepoint]
    public static partial void TimeSpan(TimeSpan? value);

    [Tracepoint]
    public static partial void DateOnly(DateOnly? value);

    [Tracepoint]
    public static partial void TimeOnly(TimeOnly? value);

    [Tracepoint]
    public static partial void Guid(Guid? value);

    [Tracepoint]
    public static partial void Point(Point? value);

    [Tracepoint]
    public static partial void Line(Line? value);

    [Tracepoint]
    public static partial void Blank(Blank? value);

    [Tracepoint]
    public static partial void Mixed(Mixed? value, int after);

    [Tracepoint]
    public static partial void Memory(ReadOnlyMemory<int>? value);

    [Tracepoint]
    public static partial void Text(ReadOnlyMemory<char>? value);
}
