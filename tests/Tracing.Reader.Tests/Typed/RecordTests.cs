using Tracing.Reader.Tests.Traces;
using Tracing.Runtime;
using Xunit;

namespace Tracing.Reader.Tests.Typed;

/// <summary>Typed records, also of traces that older declarations wrote.</summary>
[Collection(nameof(ShopTrace))]
public sealed class RecordTests
{
    private static TraceFolder Make(string name, string fields, Func<PacketBytes, PacketBytes> write) => new TraceFolder()
        .WithMetadata(SampleMetadata.Prolog + SampleMetadata.Event(0, name, fields) + SampleMetadata.Event(1, "shop:Other", ""))
        .WithStream("c_0", write(new PacketBytes(1, 2).Event(1, 1).Event(0, 1)).Event(1, 2).Done());

    private static List<TraceRecord<T>> Read<T>(TraceFolder trace)
        where T : struct, ITraceRecord<T>
    {
        var records = new List<TraceRecord<T>>();
        foreach (TraceRecord<T> record in trace.Open().Of<T>())
        {
            Assert.Equal(T.EventName, record.Event.Name);
            records.Add(record);
        }

        return records;
    }

    [Fact]
    public void WhatASessionRecordedComesBackTyped()
    {
        using var folder = new TraceFolder();
        string trace = Path.Combine(folder.Path, "trace");
        using (TraceSession.Start(trace, "shop:*"))
        {
            ShopTrace.OrderPlaced(7, "Ada", 12.50m);
            ShopTrace.Moved(new ShopTrace.Point(1, 2), null, [3, 4], ShopTrace.Color.Red);
            ShopTrace.OrderPlaced(8, "Bob", -1m);
        }

        var orders = new List<ShopTrace.Records.OrderPlaced>();
        foreach ((TraceEvent e, ShopTrace.Records.OrderPlaced order) in TraceReader.Open(trace).Of<ShopTrace.Records.OrderPlaced>())
        {
            Assert.True(e.HasTimestamp);
            orders.Add(order);
        }

        Assert.Equal([new(7, "Ada", 12.50m), new(8, "Bob", -1m)], orders);
        foreach ((_, ShopTrace.Records.Moved moved) in TraceReader.Open(trace).Of<ShopTrace.Records.Moved>())
        {
            Assert.Equal(new ShopTrace.Records.Point(1, 2), moved.At);
            Assert.Null(moved.Weight);
            Assert.Equal<byte>([3, 4], moved.Data!);
            Assert.Equal(ShopTrace.Color.Red, moved.Color);
        }
    }

    [Fact]
    public void AFieldThatAnOlderDeclarationDidNotHaveIsDefaultAndNamed()
    {
        using TraceFolder trace = Make("shop:OrderPlaced", "int64_t _orderId; uint32_t _gone;", static p => p.U64(7).U32(1));
        TraceRecord<ShopTrace.Records.OrderPlaced> record = Assert.Single(Read<ShopTrace.Records.OrderPlaced>(trace));
        Assert.Equal(new ShopTrace.Records.OrderPlaced(7, null, 0), record.Value);
        Assert.False(record.IsComplete);
        Assert.Equal(["customer", "total"], record.MissingFields);
    }

    [Fact]
    public void AFieldThatIsMissingInAStructureIsNamedToo()
    {
        using TraceFolder trace = Make("shop:Moved", "struct { int32_t _X; } _at;", static p => p.U32(7));
        TraceRecord<ShopTrace.Records.Moved> record = Assert.Single(Read<ShopTrace.Records.Moved>(trace));
        Assert.Equal(new ShopTrace.Records.Point(7, 0), record.Value.At);
        Assert.Equal(["at.Y", "color", "data", "weight"], record.MissingFields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ANarrowerIntegerIsReadAndTheOrderOfFieldsDoesNotMatter()
    {
        using TraceFolder trace = Make("shop:OrderPlaced", "string _customer; uint32_t _orderId; struct dotnet_decimal _total;", static p => p.Text("x").U32(uint.MaxValue).U64(5).U32(0).U8(0).U8(0));
        TraceRecord<ShopTrace.Records.OrderPlaced> record = Assert.Single(Read<ShopTrace.Records.OrderPlaced>(trace));
        Assert.Equal(new ShopTrace.Records.OrderPlaced(uint.MaxValue, "x", 5), record.Value);
        Assert.True(record.IsComplete);
    }

    [Theory]
    [InlineData("uint64_t _orderId;", "field 'orderId' of 'shop:OrderPlaced' to be System.Int64", "Unsigned of 64 bits")]
    [InlineData("float64_t _orderId;", "to be System.Int64", "Float of 64 bits")]
    [InlineData("string _orderId;", "to be System.Int64", "Text")]
    [InlineData("int64_t _customer;", "field 'customer' of 'shop:OrderPlaced' to be text", "Signed of 64 bits")]
    [InlineData("int64_t _total;", "field 'total' of 'shop:OrderPlaced' to be System.Decimal", "Signed of 64 bits")]
    public void AFieldOfAnotherTypeIsAnErrorThatNamesBoth(string fields, string expected, string found)
    {
        using TraceFolder trace = Make("shop:OrderPlaced", fields, static p => p.U64(1));
        TraceFormatException exception = Assert.Throws<TraceFormatException>(() => Read<ShopTrace.Records.OrderPlaced>(trace));
        Assert.Contains(expected, exception.Problem.Expected, StringComparison.Ordinal);
        Assert.Contains("OrderPlaced declares it", exception.Problem.Expected, StringComparison.Ordinal);
        Assert.Equal(found, exception.Problem.Found);
    }

    [Theory]
    [InlineData("int32_t _at;", "a structure like")]
    [InlineData("int32_t _data;", "a sequence of System.Byte")]
    [InlineData("int32_t _color;", "ShopTrace+Color")]
    public void SoIsAStructureOrSequenceOfAnotherType(string fields, string expected)
    {
        using TraceFolder trace = Make("shop:Moved", fields, static p => p.U32(1));
        TraceFormatException exception = Assert.Throws<TraceFormatException>(() => Read<ShopTrace.Records.Moved>(trace));
        Assert.Contains(expected, exception.Problem.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatWasNotNullableYetIsReadAsAValue()
    {
        using TraceFolder trace = Make("shop:Moved", "int32_t _weight;", static p => p.U32(3));
        Assert.Equal(3, Assert.Single(Read<ShopTrace.Records.Moved>(trace)).Value.Weight);
    }

    [Fact]
    public void WhatWasStillNullableIsReadAsItsValueOrTheDefault()
    {
        const string Fields = "enum : uint8_t { none = 0, some = 1 } __orderId_has; variant <__orderId_has> { struct {} none; int64_t some; } _orderId;";
        using TraceFolder some = Make("shop:OrderPlaced", Fields, static p => p.U8(1).U64(3));
        Assert.Equal(3, Assert.Single(Read<ShopTrace.Records.OrderPlaced>(some)).Value.OrderId);
        using TraceFolder none = Make("shop:OrderPlaced", Fields, static p => p.U8(0));
        Assert.Equal(0, Assert.Single(Read<ShopTrace.Records.OrderPlaced>(none)).Value.OrderId);
    }
}
