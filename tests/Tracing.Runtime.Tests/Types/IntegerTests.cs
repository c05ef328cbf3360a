namespace Tracing.Runtime.Tests.Types;

public class IntegerTests
{
    [Fact]
    public void SByteIsOneByte() => TypeCheck.Run(
        "integers:SByte",
        new(static () => IntegerTrace.SByte(0), "00", "{ value = 0 }"),
        new(static () => IntegerTrace.SByte(sbyte.MinValue), "80", "{ value = -128 }"),
        new(static () => IntegerTrace.SByte(sbyte.MaxValue), "7F", "{ value = 127 }"),
        new(static () => IntegerTrace.SByte(-1), "FF", "{ value = -1 }"));

    [Fact]
    public void ByteIsOneByte() => TypeCheck.Run(
        "integers:Byte",
        new(static () => IntegerTrace.Byte(0), "00", "{ value = 0 }"),
        new(static () => IntegerTrace.Byte(byte.MaxValue), "FF", "{ value = 255 }"));

    [Fact]
    public void Int16IsTwoBytes() => TypeCheck.Run(
        "integers:Int16",
        new(static () => IntegerTrace.Int16(0x1234), "34 12", "{ value = 4660 }"),
        new(static () => IntegerTrace.Int16(short.MinValue), "00 80", "{ value = -32768 }"),
        new(static () => IntegerTrace.Int16(short.MaxValue), "FF 7F", "{ value = 32767 }"));

    [Fact]
    public void UInt16IsTwoBytes() => TypeCheck.Run(
        "integers:UInt16",
        new(static () => IntegerTrace.UInt16(0), "00 00", "{ value = 0 }"),
        new(static () => IntegerTrace.UInt16(ushort.MaxValue), "FF FF", "{ value = 65535 }"));

    [Fact]
    public void Int32IsFourBytes() => TypeCheck.Run(
        "integers:Int32",
        new(static () => IntegerTrace.Int32(0x12345678), "78 56 34 12", "{ value = 305419896 }"),
        new(static () => IntegerTrace.Int32(int.MinValue), "00 00 00 80", "{ value = -2147483648 }"),
        new(static () => IntegerTrace.Int32(int.MaxValue), "FF FF FF 7F", "{ value = 2147483647 }"));

    [Fact]
    public void UInt32IsFourBytes() => TypeCheck.Run(
        "integers:UInt32",
        new(static () => IntegerTrace.UInt32(0), "00 00 00 00", "{ value = 0 }"),
        new(static () => IntegerTrace.UInt32(uint.MaxValue), "FF FF FF FF", "{ value = 4294967295 }"));

    [Fact]
    public void Int64IsEightBytes() => TypeCheck.Run(
        "integers:Int64",
        new(static () => IntegerTrace.Int64(0x123456789ABCDEF0), "F0 DE BC 9A 78 56 34 12", "{ value = 1311768467463790320 }"),
        new(static () => IntegerTrace.Int64(long.MinValue), "00 00 00 00 00 00 00 80", "{ value = -9223372036854775808 }"),
        new(static () => IntegerTrace.Int64(long.MaxValue), "FF FF FF FF FF FF FF 7F", "{ value = 9223372036854775807 }"));

    [Fact]
    public void UInt64IsEightBytes() => TypeCheck.Run(
        "integers:UInt64",
        new(static () => IntegerTrace.UInt64(0), "00 00 00 00 00 00 00 00", "{ value = 0 }"),
        new(static () => IntegerTrace.UInt64(ulong.MaxValue), "FF FF FF FF FF FF FF FF", "{ value = 18446744073709551615 }"));

    [Fact]
    public void Int128IsItsLowHalfAndItsHighHalf() => TypeCheck.Run(
        "integers:Int128",
        new(static () => IntegerTrace.Int128(1), "01 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00", "{ value = { low = 1, high = 0 } }"),
        new(static () => IntegerTrace.Int128(-1), "FF FF FF FF FF FF FF FF  FF FF FF FF FF FF FF FF", "{ value = { low = 18446744073709551615, high = -1 } }"),
        new(static () => IntegerTrace.Int128(Int128.MinValue), "00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 80", "{ value = { low = 0, high = -9223372036854775808 } }"),
        new(static () => IntegerTrace.Int128(Int128.MaxValue), "FF FF FF FF FF FF FF FF  FF FF FF FF FF FF FF 7F", "{ value = { low = 18446744073709551615, high = 9223372036854775807 } }"));

    [Fact]
    public void UInt128IsItsLowHalfAndItsHighHalf() => TypeCheck.Run(
        "integers:UInt128",
        new(static () => IntegerTrace.UInt128(0), "00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00", "{ value = { low = 0, high = 0 } }"),
        new(static () => IntegerTrace.UInt128((UInt128)2 << 64), "00 00 00 00 00 00 00 00  02 00 00 00 00 00 00 00", "{ value = { low = 0, high = 2 } }"),
        new(static () => IntegerTrace.UInt128(UInt128.MaxValue), "FF FF FF FF FF FF FF FF  FF FF FF FF FF FF FF FF", "{ value = { low = 18446744073709551615, high = 18446744073709551615 } }"));

    [Fact]
    public void NIntIsEightBytes() => TypeCheck.Run(
        "integers:NInt",
        new(static () => IntegerTrace.NInt(-2), "FE FF FF FF FF FF FF FF", "{ value = -2 }"),
        new(static () => IntegerTrace.NInt(nint.MinValue), "00 00 00 00 00 00 00 80", "{ value = -9223372036854775808 }"),
        new(static () => IntegerTrace.NInt(nint.MaxValue), "FF FF FF FF FF FF FF 7F", "{ value = 9223372036854775807 }"));

    [Fact]
    public void NUIntIsEightBytes() => TypeCheck.Run(
        "integers:NUInt",
        new(static () => IntegerTrace.NUInt(0), "00 00 00 00 00 00 00 00", "{ value = 0 }"),
        new(static () => IntegerTrace.NUInt(nuint.MaxValue), "FF FF FF FF FF FF FF FF", "{ value = 18446744073709551615 }"));

    [Fact]
    public void BoolIsAByteWithLabels() => TypeCheck.Run(
        "integers:Bool",
        new(static () => IntegerTrace.Bool(false), "00", """{ value = ( "false" : container = 0 ) }"""),
        new(static () => IntegerTrace.Bool(true), "01", """{ value = ( "true" : container = 1 ) }"""),
        new(static () => IntegerTrace.Bool(System.Runtime.CompilerServices.Unsafe.BitCast<byte, bool>(0x80)), "01", """{ value = ( "true" : container = 1 ) }"""));

    [Fact]
    public void CharIsItsCodeUnit() => TypeCheck.Run(
        "integers:Char",
        new(static () => IntegerTrace.Char('A'), "41 00", "{ value = 65 }"),
        new(static () => IntegerTrace.Char('\0'), "00 00", "{ value = 0 }"),
        new(static () => IntegerTrace.Char('\uD800'), "00 D8", "{ value = 55296 }"),
        new(static () => IntegerTrace.Char(char.MaxValue), "FF FF", "{ value = 65535 }"));
}

[TracepointProvider("integers")]
internal static partial class IntegerTrace
{
    [Tracepoint]
    public static partial void SByte(sbyte value);

    [Tracepoint]
    public static partial void Byte(byte value);

    [Tracepoint]
    public static partial void Int16(short value);

    [Tracepoint]
    public static partial void UInt16(ushort value);

    [Tracepoint]
    public static partial void Int32(int value);

    [Tracepoint]
    public static partial void UInt32(uint value);

    [Tracepoint]
    public static partial void Int64(long value);

    [Tracepoint]
    public static partial void UInt64(ulong value);

    [Tracepoint]
    public static partial void Int128(Int128 value);

    [Tracepoint]
    public static partial void UInt128(UInt128 value);

    [Tracepoint]
    public static partial void NInt(nint value);

    [Tracepoint]
    public static partial void NUInt(nuint value);

    [Tracepoint]
    public static partial void Bool(bool value);

    [Tracepoint]
    public static partial void Char(char value);
}
