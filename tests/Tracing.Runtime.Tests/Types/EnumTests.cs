#pragma warning disable CA1069 // aliases are what is tested
namespace Tracing.Runtime.Tests.Types;

public class EnumTests
{
    public enum Color
    {
        Red,
        Green = 5,
        Verde = Green,
        Blue = -3,
    }

    public enum Extreme : long
    {
        Least = long.MinValue,
        None = 0,
        Most = long.MaxValue,
    }

    public enum Wide : ulong
    {
        None = 0,
        High = 1UL << 63,
        Most = ulong.MaxValue,
    }

    public enum Tiny : sbyte
    {
        Least = sbyte.MinValue,
        Most = sbyte.MaxValue,
    }

    public enum Small : short
    {
        Least = short.MinValue,
    }

    public enum SmallUnsigned : ushort
    {
        Most = ushort.MaxValue,
    }

    public enum Medium : uint
    {
        Most = uint.MaxValue,
    }

    [Flags]
    public enum Rights : byte
    {
        None = 0,
        Read = 1,
        Write = 2,
        ReadWrite = Read | Write,
        Execute = 0x80,
    }

    public enum Unlabelled : short
    {
    }

    public enum Words
    {
        @struct,
        variant,
        été,
    }

    [Fact]
    public void EnumIsItsIntegerWithLabels() => TypeCheck.Run(
        "enums:Int",
        new(static () => EnumTrace.Int(Color.Red), "00 00 00 00", Text("\"Red\"", 0)),
        new(static () => EnumTrace.Int(Color.Blue), "FD FF FF FF", Text("\"Blue\"", -3)),
        new(static () => EnumTrace.Int(Color.Verde), "05 00 00 00", Text("\"Green\", \"Verde\"", 5)),
        new(static () => EnumTrace.Int((Color)7), "07 00 00 00", Text("<unknown>", 7)),
        new(static () => EnumTrace.Int((Color)int.MinValue), "00 00 00 80", Text("<unknown>", int.MinValue)));

    [Fact]
    public void FlagsEnumIsItsInteger() => TypeCheck.Run(
        "enums:Flags",
        new(static () => EnumTrace.Flags(Rights.None), "00", Text("\"None\"", 0)),
        new(static () => EnumTrace.Flags(Rights.Read), "01", Text("\"Read\"", 1)),
        new(static () => EnumTrace.Flags(Rights.Read | Rights.Write), "03", Text("\"ReadWrite\"", 3)),
        new(static () => EnumTrace.Flags(Rights.Write | Rights.Execute), "82", Text("<unknown>", 130)),
        new(static () => EnumTrace.Flags((Rights)255), "FF", Text("<unknown>", 255)));

    [Fact]
    public void EnumsOfSixtyFourBitsHaveTheirLabels()
    {
        TypeCheck.Run(
            "enums:Long",
            new(static () => EnumTrace.Long(Extreme.Least), "00 00 00 00 00 00 00 80", Text("\"Least\"", long.MinValue)),
            new(static () => EnumTrace.Long(Extreme.Most), "FF FF FF FF FF FF FF 7F", Text("\"Most\"", long.MaxValue)));
        TypeCheck.Run(
            "enums:ULong",
            new(static () => EnumTrace.ULong(Wide.High), "00 00 00 00 00 00 00 80", Text("\"High\"", 1UL << 63)),
            new(static () => EnumTrace.ULong(Wide.Most), "FF FF FF FF FF FF FF FF", Text("\"Most\"", ulong.MaxValue)),
            new(static () => EnumTrace.ULong((Wide)1), "01 00 00 00 00 00 00 00", Text("<unknown>", 1)));
    }

    [Fact]
    public void SmallEnumsTakeTheBytesOfTheirInteger()
    {
        TypeCheck.Run(
            "enums:SByte",
            new(static () => EnumTrace.SByte(Tiny.Least), "80", Text("\"Least\"", -128)),
            new(static () => EnumTrace.SByte(Tiny.Most), "7F", Text("\"Most\"", 127)));
        TypeCheck.Run("enums:Short", new TypeCase(static () => EnumTrace.Short(Small.Least), "00 80", Text("\"Least\"", -32768)));
        TypeCheck.Run("enums:UShort", new TypeCase(static () => EnumTrace.UShort(SmallUnsigned.Most), "FF FF", Text("\"Most\"", 65535)));
        TypeCheck.Run("enums:UInt", new TypeCase(static () => EnumTrace.UInt(Medium.Most), "FF FF FF FF", Text("\"Most\"", 4294967295)));
    }

    [Fact]
    public void AnEnumWithoutMembersIsAnInteger() => TypeCheck.Run(
        "enums:Unlabelled",
        new(static () => EnumTrace.Unlabelled(0), "00 00", "{ value = 0 }"),
        new(static () => EnumTrace.Unlabelled((Unlabelled)(-2)), "FE FF", "{ value = -2 }"));

    [Fact]
    public void LabelsMayBeKeywordsAndOfAnyAlphabet() => TypeCheck.Run(
        "enums:Named",
        new(static () => EnumTrace.Named(Words.@struct), "00 00 00 00", Text("\"struct\"", 0)),
        new(static () => EnumTrace.Named(Words.variant), "01 00 00 00", Text("\"variant\"", 1)),
        new(static () => EnumTrace.Named(Words.été), "02 00 00 00", Text("\"\u00E9t\u00E9\"", 2)));

    private static string Text(string label, Int128 value) => $$"""{ value = ( {{label}} : container = {{value}} ) }""";
}

[TracepointProvider("enums")]
internal static partial class EnumTrace
{
    [Tracepoint]
    public static partial void Int(EnumTests.Color value);

    [Tracepoint]
    public static partial void Flags(EnumTests.Rights value);

    [Tracepoint]
    public static partial void Long(EnumTests.Extreme value);

    [Tracepoint]
    public static partial void ULong(EnumTests.Wide value);

    [Tracepoint]
    public static partial void SByte(EnumTests.Tiny value);

    [Tracepoint]
    public static partial void Short(EnumTests.Small value);

    [Tracepoint]
    public static partial void UShort(EnumTests.SmallUnsigned value);

    [Tracepoint]
    public static partial void UInt(EnumTests.Medium value);

    [Tracepoint]
    public static partial void Unlabelled(EnumTests.Unlabelled value);

    [Tracepoint]
    public static partial void Named(EnumTests.Words value);
}
