namespace Tracing.Runtime.Tests.Types;

/// <remarks>Readers print six digits of a float, so the bytes say more than the text here.</remarks>
public class FloatTests
{
    [Fact]
    public void HalfIsWidenedToFourBytes() => TypeCheck.Run(
        "floats:Half",
        new(static () => FloatTrace.Half((Half)1.5), "00 00 C0 3F", "{ value = 1.5 }"),
        new(static () => FloatTrace.Half(Half.NegativeZero), "00 00 00 80", "{ value = -0 }"),
        new(static () => FloatTrace.Half(Half.MaxValue), "00 E0 7F 47", "{ value = 65504 }"),
        new(static () => FloatTrace.Half(Half.MinValue), "00 E0 7F C7", "{ value = -65504 }"),
        new(static () => FloatTrace.Half(Half.Epsilon), "00 00 80 33", "{ value = 5.96046e-08 }"),
        new(static () => FloatTrace.Half(Half.PositiveInfinity), "00 00 80 7F", "{ value = inf }"),
        new(static () => FloatTrace.Half(Half.NegativeInfinity), "00 00 80 FF", "{ value = -inf }"),
        new(static () => FloatTrace.Half(Half.NaN), "00 00 C0 FF", "{ value = -nan }"));

    [Fact]
    public void FloatIsFourBytes() => TypeCheck.Run(
        "floats:Float",
        new(static () => FloatTrace.Float(0), "00 00 00 00", "{ value = 0 }"),
        new(static () => FloatTrace.Float(-0.0f), "00 00 00 80", "{ value = -0 }"),
        new(static () => FloatTrace.Float(0.1f), "CD CC CC 3D", "{ value = 0.1 }"),
        new(static () => FloatTrace.Float(float.MaxValue), "FF FF 7F 7F", "{ value = 3.40282e+38 }"),
        new(static () => FloatTrace.Float(float.MinValue), "FF FF 7F FF", "{ value = -3.40282e+38 }"),
        new(static () => FloatTrace.Float(float.Epsilon), "01 00 00 00", "{ value = 1.4013e-45 }"),
        new(static () => FloatTrace.Float(float.PositiveInfinity), "00 00 80 7F", "{ value = inf }"),
        new(static () => FloatTrace.Float(float.NegativeInfinity), "00 00 80 FF", "{ value = -inf }"),
        new(static () => FloatTrace.Float(float.NaN), "00 00 C0 FF", "{ value = -nan }"),
        new(static () => FloatTrace.Float(BitConverter.UInt32BitsToSingle(0x7FC12345)), "45 23 C1 7F", "{ value = nan }"));

    [Fact]
    public void DoubleIsEightBytes() => TypeCheck.Run(
        "floats:Double",
        new(static () => FloatTrace.Double(0), "00 00 00 00 00 00 00 00", "{ value = 0 }"),
        new(static () => FloatTrace.Double(-0.0), "00 00 00 00 00 00 00 80", "{ value = -0 }"),
        new(static () => FloatTrace.Double(0.1), "9A 99 99 99 99 99 B9 3F", "{ value = 0.1 }"),
        new(static () => FloatTrace.Double(double.MaxValue), "FF FF FF FF FF FF EF 7F", "{ value = 1.79769e+308 }"),
        new(static () => FloatTrace.Double(double.MinValue), "FF FF FF FF FF FF EF FF", "{ value = -1.79769e+308 }"),
        new(static () => FloatTrace.Double(double.Epsilon), "01 00 00 00 00 00 00 00", "{ value = 4.94066e-324 }"),
        new(static () => FloatTrace.Double(double.PositiveInfinity), "00 00 00 00 00 00 F0 7F", "{ value = inf }"),
        new(static () => FloatTrace.Double(double.NegativeInfinity), "00 00 00 00 00 00 F0 FF", "{ value = -inf }"),
        new(static () => FloatTrace.Double(double.NaN), "00 00 00 00 00 00 F8 FF", "{ value = -nan }"),
        new(static () => FloatTrace.Double(BitConverter.UInt64BitsToDouble(0x7FF8000000012345)), "45 23 01 00 00 00 F8 7F", "{ value = nan }"));

    [Fact]
    public void DecimalIsItsIntegerItsScaleAndItsSign() => TypeCheck.Run(
        "floats:Decimal",
        new(static () => FloatTrace.Decimal(0), "00 00 00 00 00 00 00 00  00 00 00 00  00  00", Decimal(0, 0, 0, false)),
        new(static () => FloatTrace.Decimal(-1), "01 00 00 00 00 00 00 00  00 00 00 00  00  01", Decimal(1, 0, 0, true)),
        new(static () => FloatTrace.Decimal(1.10m), "6E 00 00 00 00 00 00 00  00 00 00 00  02  00", Decimal(110, 0, 2, false)),
        new(static () => FloatTrace.Decimal(4294967296), "00 00 00 00 01 00 00 00  00 00 00 00  00  00", Decimal(4294967296, 0, 0, false)),
        new(static () => FloatTrace.Decimal(decimal.MaxValue), "FF FF FF FF FF FF FF FF  FF FF FF FF  00  00", Decimal(ulong.MaxValue, uint.MaxValue, 0, false)),
        new(static () => FloatTrace.Decimal(decimal.MinValue), "FF FF FF FF FF FF FF FF  FF FF FF FF  00  01", Decimal(ulong.MaxValue, uint.MaxValue, 0, true)),
        new(static () => FloatTrace.Decimal(0.0000000000000000000000000001m), "01 00 00 00 00 00 00 00  00 00 00 00  1C  00", Decimal(1, 0, 28, false)),
        new(static () => FloatTrace.Decimal(new decimal(0, 0, 0, true, 1)), "00 00 00 00 00 00 00 00  00 00 00 00  01  01", Decimal(0, 0, 1, true)));

    private static string Decimal(ulong low, uint high, int scale, bool isNegative) =>
        $$"""{ value = { low = {{low}}, high = {{high}}, scale = {{scale}}, negative = ( "{{(isNegative ? "true" : "false")}}" : container = {{(isNegative ? 1 : 0)}} ) } }""";
}

[TracepointProvider("floats")]
internal static partial class FloatTrace
{
    [Tracepoint]
    public static partial void Half(Half value);

    [Tracepoint]
    public static partial void Float(float value);

    [Tracepoint]
    public static partial void Double(double value);

    [Tracepoint]
    public static partial void Decimal(decimal value);
}
