using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using Tracing.Generators.Tests.Support;
using Tracing.Registry;

namespace Tracing.Generators.Tests.GeneratedCode;

/// <summary>What generated code writes, byte by byte, against bytes that are put together by hand.</summary>
public class RecordedBytesTests
{
    private static readonly bool[] s_flags = [true, false];

    private static TracepointProvider Provider { get; } = TracepointRegistry.GetProviders().Single(static provider => provider.Name == "sample");

    [Fact]
    public void ATracepointWithoutFieldsIsAHeader() => Check("Empty", static () => SampleTrace.Empty(), new Expected());

    [Fact]
    public void TextStandsBetweenFieldsOfFixedSize() => Check(
        "Order",
        static () => SampleTrace.Order(0x0102030405060708, "Zoë", -1.5m),
        new Expected().Put(0x0102030405060708L).Text("Zoë").Put(15UL).Put(0).Put((byte)1).Put((byte)1));

    [Fact]
    public void AMissingTextSaysNull() => Check(
        "Order", static () => SampleTrace.Order(1, null, 0m), new Expected().Put(1L).Text("(null)").Put(0UL).Put(0).Put((byte)0).Put((byte)0));

    [Fact]
    public void IntegersTakeTheirWidths() => Check(
        "Integers",
        static () => SampleTrace.Integers(sbyte.MinValue, byte.MaxValue, short.MinValue, ushort.MaxValue, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue, nint.MinValue, nuint.MaxValue, Int128.MinValue, UInt128.MaxValue),
        new Expected().Put((byte)0x80).Put((byte)0xFF).Put(short.MinValue).Put(ushort.MaxValue).Put(int.MinValue).Put(uint.MaxValue).Put(long.MinValue).Put(ulong.MaxValue)
            .Put(long.MinValue).Put(ulong.MaxValue).Put(0UL).Put(long.MinValue).Put(ulong.MaxValue).Put(ulong.MaxValue));

    [Fact]
    public void ValuesOfDotnetTakeTheirLayouts()
    {
        var guid = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff", CultureInfo.InvariantCulture);
        var time = new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc);
        var offset = new DateTimeOffset(time.Ticks, TimeSpan.FromMinutes(-90));
        Check(
            "Values",
            () => SampleTrace.Values(true, 'ß', (Half)1.5f, float.NaN, double.NegativeInfinity, guid, time, offset, TimeSpan.MinValue, DateOnly.MaxValue, TimeOnly.MaxValue),
            new Expected().Put((byte)1).Put((ushort)'ß').Put(1.5f).Put(float.NaN).Put(double.NegativeInfinity).Raw(Convert.FromHexString("00112233445566778899AABBCCDDEEFF"))
                .Put(time.Ticks).Put((byte)1).Put(time.Ticks).Put((short)-90).Put(long.MinValue).Put(DateOnly.MaxValue.DayNumber).Put(TimeOnly.MaxValue.Ticks));
    }

    [Fact]
    public void EnumsAreTheirIntegers() => Check(
        "Enums",
        static () => SampleTrace.Enums((Color)77, Bits.Top, (Unnamed)(-3), Color.Blue, Color.Red, (Color)(-1)),
        new Expected().Put(77).Put((ulong)Bits.Top).Put((short)-3).Put((byte)1).Put(5).Put(2).Put(0).Put(-1));

    [Fact]
    public void AllKindsOfTextAreStrings() => Check(
        "Texts",
        static () => SampleTrace.Texts("a\0b", ['x', '\uD800'], "memory".AsMemory(), "utf8 é"u8, typeof(int), IPAddress.Parse("10.1.2.3")),
        new Expected().Text("a\u2400b").Text("x\uFFFD").Text("memory").Text("utf8 é").Text("System.Int32").Put((byte)4).Raw([10, 1, 2, 3]).Put(0));

    [Fact]
    public void AllKindsOfTextCanBeMissing() => Check(
        "Texts",
        static () => SampleTrace.Texts(default, null, default, default, null, null),
        new Expected().Text("").Text("").Text("").Text("").Text("(null)").Put((byte)0).Put(0));

    [Fact]
    public void SequencesAreCountedAndEmptyWhenMissing() => Check(
        "Sequences",
        static () => SampleTrace.Sequences(null, [1, -1], s_flags, [-5], [(Half)0.5f], [UInt128.One]),
        new Expected().Put(0).Put(2).Put(1).Put(-1).Put(2).Put((byte)1).Put((byte)0).Put(1).Put(-5L).Put(1).Put(0.5f).Put(1).Put(1UL).Put(0UL));

    [Fact]
    public void NullablesAreATagAndTheValue() => Check(
        "Nullables",
        static () => SampleTrace.Nullables(7, Guid.Empty, new Point(9, "p"), new byte[] { 1, 2 }, "hi".AsMemory()),
        new Expected().Put((byte)1).Put(7).Put((byte)1).Raw(new byte[16]).Put((byte)1).Put(9).Text("p").Put((byte)1).Put(2).Raw([1, 2]).Put((byte)1).Text("hi"));

    [Fact]
    public void MissingNullablesAreATagAlone() => Check(
        "Nullables", static () => SampleTrace.Nullables(null, null, null, null, null), new Expected().Raw(new byte[5]));

    [Fact]
    public void StructsAreTheirStoredMembersInOrder() => Check(
        "Structs",
        static () => SampleTrace.Structs(new Point(1, null), new Line(new Point(2, "f"), new Point(3, "t"), new byte[] { 4 })),
        new Expected().Put(1).Text("(null)").Put(2).Text("f").Put((byte)1).Put(3).Text("t").Put(1).Raw([4]).Put(3));

    [Fact]
    public void AGetterThatThrowsCostsItsEventAndNoMore()
    {
        long before = TracepointRegistry.GetterFaults;
        Check(
            "Getters",
            static () =>
            {
                SampleTrace.Getters(new Throwing(-1), 1);
                SampleTrace.Getters(new Throwing(6), 2);
            },
            new Expected().Put(6).Put(6).Put(2));

        Assert.True(TracepointRegistry.GetterFaults > before);
    }

    [Fact]
    public void MemoryThatThrowsCostsItsEventAndNoMore()
    {
        using var manager = new ThrowingMemory();
        Check(
            "Memory",
            () =>
            {
                SampleTrace.Memory(manager.Memory);
                SampleTrace.Memory(new byte[] { 1 });
            },
            new Expected().Put(1).Raw([1]));
    }

    [Fact]
    public void ATypeWhoseNameThrowsCostsItsEventAndNoMore() => Check(
        "OfType",
        static () =>
        {
            SampleTrace.OfType(new NamelessType());
            SampleTrace.OfType(typeof(Dictionary<,>.Enumerator));
        },
        new Expected().Text(typeof(Dictionary<,>.Enumerator).FullName!));

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    [InlineData(30_000)]
    [InlineData(65_500)]
    [InlineData(65_507)] // the last that fits: 65,536 less the header, the other fields and the NUL
    public void TextThatFitsOnlyExactlyIsStillRecorded(int length) => Check(
        "Order", () => SampleTrace.Order(1, new string('x', length), 0m), new Expected().Put(1L).Text(new string('x', length)).Put(0UL).Put(0).Put((short)0));

    [Fact]
    public void ARecordThatFindsNoRoomIsGivenUp()
    {
        using var ring = new RecordingRing(Provider, "Order", hasMemory: false);

        SampleTrace.Order(1, "x", 0m);

        Assert.Equal(1, ring.Refusals);
        Assert.Equal(0UL, ring.CommittedRecords());
    }

    [Fact]
    public void TheGuardIsSetWhileTheTracepointIsRecorded()
    {
        Assert.False(SampleTrace.IntegersEnabled);
        using (new RecordingRing(Provider, "Integers"))
        {
            Assert.True(SampleTrace.IntegersEnabled);
        }

        Assert.False(SampleTrace.IntegersEnabled);
    }

    private static void Check(string tracepoint, Action emit, Expected expected)
    {
        // One test at a time per tracepoint: two rings would take it from each other.
        lock (Provider.Tracepoints.Single(candidate => candidate.Name == tracepoint))
        {
            using var ring = new RecordingRing(Provider, tracepoint);
            emit();
            Assert.Equal(Convert.ToHexString(expected.Bytes), Convert.ToHexString(ring.SingleRecord()));
        }
    }

    private sealed class Expected
    {
        private readonly List<byte> _bytes = [];

        public byte[] Bytes => [.. _bytes];

        public Expected Raw(ReadOnlySpan<byte> bytes)
        {
            _bytes.AddRange(bytes);
            return this;
        }

        public Expected Text(string text) => Raw(Encoding.UTF8.GetBytes(text)).Put((byte)0);

        public Expected Put<T>(T value)
            where T : unmanaged
        {
            Span<byte> bytes = stackalloc byte[System.Runtime.CompilerServices.Unsafe.SizeOf<T>()];
            System.Runtime.InteropServices.MemoryMarshal.Write(bytes, value);
            Assert.True(BitConverter.IsLittleEndian);
            return Raw(bytes);
        }
    }

    private sealed class ThrowingMemory : MemoryManager<byte>
    {
        public override Memory<byte> Memory => CreateMemory(1);

        public override Span<byte> GetSpan() => throw new InvalidOperationException("from a memory");

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }

    private sealed class NamelessType() : TypeDelegator(typeof(int))
    {
        public override string? FullName => throw new InvalidOperationException("from a type");
    }
}
