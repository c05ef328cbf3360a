using System.Globalization;
using System.Text;
using Tracing.Reader.Tests.Traces;
using Xunit;

namespace Tracing.Reader.Tests.Reading;

public sealed class VisitorTests
{
    [Fact]
    public void AVisitorGetsEachValueAndTheStructureAroundIt()
    {
        string metadata = SampleMetadata.Prolog + SampleMetadata.Event(0, "a:All", """
            int16_t _a; uint64_t _b; float64_t _c; float32_t _d; string _e; integer { size = 3; align = 1; } _f; integer { size = 5; align = 1; signed = true; } _g;
            struct { uint8_t _x; string _y; } _h; uint8_t __i_length; int16_t _i[__i_length]; uint8_t __j_length; string _j[__j_length];
            enum : uint8_t { none = 0, some = 1 } __k_has; variant <__k_has> { struct {} none; int32_t some; } _k; enum : int8_t { "minus" = -1 } _l;
            """);
        byte[] packet = new PacketBytes(1, 2).Event(0, 1)
            .U16(0xFFFF).U64(ulong.MaxValue).U64(BitConverter.DoubleToUInt64Bits(1.5)).U32(BitConverter.SingleToUInt32Bits(2.5f)).Text("text").U8(0b11110_101)
            .U8(7).Text("in").U8(2).U16(3).U16(0xFFFC).U8(2).Text("p").Text("").U8(1).U32(9).U8(255).Done();
        using TraceFolder trace = new TraceFolder().WithMetadata(metadata).WithStream("c_0", packet);
        var visitor = new Writer(new StringBuilder());
        foreach (TraceEvent e in trace.Open())
        {
            e.Fields.Visit(ref visitor);
        }

        Assert.Equal(
            "a=-1 b=18446744073709551615u c=1.5f d=2.5f e='text' f=5u g=-2 h(2 x=7u y='in' ) _i_length=2u i(2 =3 =-4 ) _j_length=2u j(2 ='p' ='' ) "
            + "_k_has=1u:some k(1 some=9 ) l=-1:minus ",
            visitor.Text.ToString());
    }

    [Fact]
    public void AVisitorOfNothingIsCalledForNothing()
    {
        var visitor = new Writer(new StringBuilder());
        default(FieldList).Visit(ref visitor);
        Assert.Equal(0, visitor.Text.Length);
    }

    private readonly struct Writer(StringBuilder text) : IFieldVisitor
    {
        public StringBuilder Text => text;

        public void OnSigned(FieldInfo field, long value) =>
            text.Append(CultureInfo.InvariantCulture, $"{field.Name}={value}{Label(field, (ulong)value)} ");

        public void OnUnsigned(FieldInfo field, ulong value) =>
            text.Append(CultureInfo.InvariantCulture, $"{field.Name}={value}u{Label(field, value)} ");

        public void OnFloat(FieldInfo field, double value) => text.Append(CultureInfo.InvariantCulture, $"{field.Name}={value}f ");

        public void OnText(FieldInfo field, ReadOnlySpan<byte> utf8) => text.Append(CultureInfo.InvariantCulture, $"{field.Name}='{Encoding.UTF8.GetString(utf8)}' ");

        public void OnBegin(FieldInfo field, int count) => text.Append(CultureInfo.InvariantCulture, $"{field.Name}({count} ");

        public void OnEnd(FieldInfo field) => text.Append(") ");

        private static string Label(FieldInfo field, ulong value) => field.Kind == FieldKind.Enumeration ? ":" + field.LabelOf(value) : "";
    }
}
