using System.Globalization;

namespace Tracing.Runtime.Tests.Types;

public class SequenceTests
{
    private const int LongLength = 100_000;

    private static readonly byte[] s_bytes = [0, 0x7F, 0xFF];
    private static readonly sbyte[] s_sbytes = [sbyte.MinValue, -1];
    private static readonly short[] s_shorts = [short.MinValue, 1];
    private static readonly ushort[] s_ushorts = [ushort.MaxValue];
    private static readonly int[] s_ints = [1, -1, int.MinValue];
    private static readonly uint[] s_uints = [uint.MaxValue, 2];
    private static readonly long[] s_longs = [long.MinValue, 3];
    private static readonly ulong[] s_ulongs = [ulong.MaxValue];
    private static readonly float[] s_floats = [float.NaN, -0.0f];
    private static readonly double[] s_doubles = [double.PositiveInfinity, 0.5];
    private static readonly Half[] s_halves = [(Half)1.5, Half.NaN];
    private static readonly nint[] s_nints = [-1, nint.MaxValue];
    private static readonly nuint[] s_nuints = [nuint.MaxValue, 1];
    private static readonly Int128[] s_int128s = [Int128.MinValue, 1];
    private static readonly UInt128[] s_uint128s = [UInt128.MaxValue];
    private static readonly bool[] s_bools = [true, false, System.Runtime.CompilerServices.Unsafe.BitCast<byte, bool>(7)];
    private static readonly EnumTests.Color[] s_colors = [EnumTests.Color.Blue, (EnumTests.Color)9];
    private static readonly EnumTests.Rights[] s_rights = [EnumTests.Rights.Execute];
    private static readonly byte[] s_manyBytes = [.. Enumerable.Range(0, LongLength).Select(static index => (byte)index)];

    [Fact]
    public void ArrayIsACountAndItsElements()
    {
        TypeCheck.Run(
            "sequences:Bytes",
            new(static () => SequenceTrace.Bytes(s_bytes), "03 00 00 00  00 7F FF", Text("0x0", "0x7F", "0xFF")),
            new(static () => SequenceTrace.Bytes([]), "00 00 00 00", Text()),
            new(static () => SequenceTrace.Bytes(null), "00 00 00 00", Text()));
        TypeCheck.Run("sequences:SBytes", new TypeCase(static () => SequenceTrace.SBytes(s_sbytes), "02 00 00 00  80 FF", Text("-128", "-1")));
        TypeCheck.Run("sequences:Shorts", new TypeCase(static () => SequenceTrace.Shorts(s_shorts), "02 00 00 00  00 80  01 00", Text("-32768", "1")));
        TypeCheck.Run("sequences:UShorts", new TypeCase(static () => SequenceTrace.UShorts(s_ushorts), "01 00 00 00  FF FF", Text("65535")));
        TypeCheck.Run("sequences:Ints", new TypeCase(static () => SequenceTrace.Ints(s_ints), "03 00 00 00  01 00 00 00  FF FF FF FF  00 00 00 80", Text("1", "-1", "-2147483648")));
        TypeCheck.Run("sequences:UInts", new TypeCase(static () => SequenceTrace.UInts(s_uints), "02 00 00 00  FF FF FF FF  02 00 00 00", Text("4294967295", "2")));
        TypeCheck.Run("sequences:Longs", new TypeCase(static () => SequenceTrace.Longs(s_longs), "02 00 00 00  00 00 00 00 00 00 00 80  03 00 00 00 00 00 00 00", Text("-9223372036854775808", "3")));
        TypeCheck.Run("sequences:ULongs", new TypeCase(static () => SequenceTrace.ULongs(s_ulongs), "01 00 00 00  FF FF FF FF FF FF FF FF", Text("18446744073709551615")));
    }

    [Fact]
    public void ArrayOfFloatsIsACountAndItsElements()
    {
        TypeCheck.Run("sequences:Floats", new TypeCase(static () => SequenceTrace.Floats(s_floats), "02 00 00 00  00 00 C0 FF  00 00 00 80", Text("-nan", "-0")));
        TypeCheck.Run("sequences:Doubles", new TypeCase(static () => SequenceTrace.Doubles(s_doubles), "02 00 00 00  00 00 00 00 00 00 F0 7F  00 00 00 00 00 00 E0 3F", Text("inf", "0.5")));
        TypeCheck.Run("sequences:Halves", new TypeCase(static () => SequenceTrace.Halves(s_halves), "02 00 00 00  00 00 C0 3F  00 00 C0 FF", Text("1.5", "-nan")));
    }

    [Fact]
    public void ArrayOfNativeIntegersHasEightBytesAnElement()
    {
        TypeCheck.Run("sequences:NInts", new TypeCase(static () => SequenceTrace.NInts(s_nints), "02 00 00 00  FF FF FF FF FF FF FF FF  FF FF FF FF FF FF FF 7F", Text("-1", "9223372036854775807")));
        TypeCheck.Run("sequences:NUInts", new TypeCase(static () => SequenceTrace.NUInts(s_nuints), "02 00 00 00  FF FF FF FF FF FF FF FF  01 00 00 00 00 00 00 00", Text("18446744073709551615", "1")));
    }

    [Fact]
    public void ArrayOfInt128HasSixteenBytesAnElement()
    {
        TypeCheck.Run(
            "sequences:Int128s",
            new TypeCase(
                static () => SequenceTrace.Int128s(s_int128s),
                "02 00 00 00  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 80  01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
                Text("{ low = 0, high = -9223372036854775808 }", "{ low = 1, high = 0 }")));
        TypeCheck.Run(
            "sequences:UInt128s",
            new TypeCase(
                static () => SequenceTrace.UInt128s(s_uint128s),
                "01 00 00 00  FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF",
                Text("{ low = 18446744073709551615, high = 18446744073709551615 }")));
    }

    [Fact]
    public void ArrayOfBoolHasZeroOrOne() => TypeCheck.Run(
        "sequences:Bools",
        new TypeCase(
            static () => SequenceTrace.Bools(s_bools),
            "03 00 00 00  01 00 01",
            Text("""( "true" : container = 1 )""", """( "false" : container = 0 )""", """( "true" : container = 1 )""")));

    [Fact]
    public void ArrayOfEnumHasLabels()
    {
        TypeCheck.Run(
            "sequences:Colors",
            new(static () => SequenceTrace.Colors(s_colors), "02 00 00 00  FD FF FF FF  09 00 00 00", Text("""( "Blue" : container = -3 )""", "( <unknown> : container = 9 )")),
            new(static () => SequenceTrace.Colors(null), "00 00 00 00", Text()));
        TypeCheck.Run("sequences:Rights", new TypeCase(static () => SequenceTrace.Rights(s_rights), "01 00 00 00  80", Text("""( "Execute" : container = 128 )""")));
    }

    [Fact]
    public void SpanIsLikeAnArray()
    {
        TypeCheck.Run(
            "sequences:IntSpan",
            new(static () => SequenceTrace.IntSpan(s_ints.AsSpan(1, 1)), "01 00 00 00  FF FF FF FF", Text("-1")),
            new(static () => SequenceTrace.IntSpan(default), "00 00 00 00", Text()));
        TypeCheck.Run("sequences:ByteSpan", new TypeCase(static () => SequenceTrace.ByteSpan([0xC3, 0]), "02 00 00 00  C3 00", Text("0xC3", "0x0")));
    }

    [Fact]
    public void MemoryIsLikeAnArray()
    {
        TypeCheck.Run(
            "sequences:IntMemory",
            new(static () => SequenceTrace.IntMemory(s_ints.AsMemory(1, 1)), "01 00 00 00  FF FF FF FF", Text("-1")),
            new(static () => SequenceTrace.IntMemory(default), "00 00 00 00", Text()));
        TypeCheck.Run("sequences:BoolMemory", new TypeCase(static () => SequenceTrace.BoolMemory(s_bools.AsMemory(0, 1)), "01 00 00 00  01", Text("""( "true" : container = 1 )""")));
    }

    [Fact]
    public void LongSequencesAreWhole() => TypeCheck.Run(
        "sequences:Long",
        new TypeCase(
            static () => SequenceTrace.Long(s_manyBytes),
            [0xA0, 0x86, 0x01, 0x00, .. s_manyBytes],
            Text([.. s_manyBytes.Select(static value => string.Create(CultureInfo.InvariantCulture, $"0x{value:X}"))])));

    private static string Text(params string[] elements)
    {
        string list = string.Concat(elements.Select(static (element, index) => string.Create(CultureInfo.InvariantCulture, $"{(index == 0 ? "" : ",")} [{index}] = {element}")));
        return $$"""{ _value_length = {{elements.Length}}, value = [{{list}} ] }""";
    }
}

[TracepointProvider("sequences")]
internal static partial class SequenceTrace
{
    [Tracepoint]
    public static partial void Bytes(byte[]? value);

    [Tracepoint]
    public static partial void SBytes(sbyte[] value);

    [Tracepoint]
    public static partial void Shorts(short[] value);

    [Tracepoint]
    public static partial void UShorts(ushort[] value);

    [Tracepoint]
    public static partial void Ints(int[] value);

    [Tracepoint]
    public static partial void UInts(uint[] value);

    [Tracepoint]
    public static partial void Longs(long[] value);

    [Tracepoint]
    public static partial void ULongs(ulong[] value);

    [Tracepoint]
    public static partial void Floats(float[] value);

    [Tracepoint]
    public static partial void Doubles(double[] value);

    [Tracepoint]
    public static partial void Halves(Half[] value);

    [Tracepoint]
    public static partial void NInts(nint[] value);

    [Tracepoint]
    public static partial void NUInts(nuint[] value);

    [Tracepoint]
    public static partial void Int128s(Int128[] value);

    [Tracepoint]
    public static partial void UInt128s(UInt128[] value);

    [Tracepoint]
    public static partial void Bools(bool[] value);

    [Tracepoint]
    public static partial void Colors(EnumTests.Color[]? value);

    [Tracepoint]
    public static partial void Rights(EnumTests.Rights[] value);

    [Tracepoint]
    public static partial void IntSpan(ReadOnlySpan<int> value);

    [Tracepoint]
    public static partial void ByteSpan(ReadOnlySpan<byte> value);

    [Tracepoint]
    public static partial void IntMemory(ReadOnlyMemory<int> value);

    [Tracepoint]
    public static partial void BoolMemory(ReadOnlyMemory<bool> value);

    [Tracepoint]
    public static partial void Long(byte[] value);
}
