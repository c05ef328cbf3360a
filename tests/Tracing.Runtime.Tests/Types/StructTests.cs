using System.Net;

namespace Tracing.Runtime.Tests.Types;

internal readonly record struct Point(int X, int Y);

internal readonly record struct Line(Point From, Point To, string? Name);

internal readonly record struct Blank;

/// <summary>One member of each kind that takes more than one declaration in the metadata.</summary>
internal readonly record struct Mixed(short[]? Data, Line? Edge, Guid Id, IPAddress? Address, ReadOnlyMemory<char> Note, EnumTests.Rights Rights, Blank Empty);

/// <summary>What a struct stores is recorded, what it computes is not.</summary>
internal readonly record struct Stored(byte First)
{
    public readonly byte Field = 4;

    public byte Property { get; init; }

    public int Computed => First + Property;

    internal byte Hidden { get; init; }
}

public class StructTests
{
    private static readonly Mixed s_mixed = new(
        [1, -1],
        new Line(new Point(1, 2), new Point(3, 4), "ab"),
        Guid.AllBitsSet,
        IPAddress.Loopback,
        "note".AsMemory(),
        EnumTests.Rights.Read,
        default);

    [Fact]
    public void StructIsItsMembers() => TypeCheck.Run(
        "structs:Plain",
        new(static () => StructTrace.Plain(new Point(1, -1)), "01 00 00 00  FF FF FF FF", "{ value = { X = 1, Y = -1 } }"),
        new(static () => StructTrace.Plain(default), "00 00 00 00  00 00 00 00", "{ value = { X = 0, Y = 0 } }"));

    [Fact]
    public void NestedStructsAreNested() => TypeCheck.Run(
        "structs:Nested",
        new(static () => StructTrace.Nested(new Line(new Point(1, 2), new Point(3, 4), "ab")),
            "01 00 00 00  02 00 00 00  03 00 00 00  04 00 00 00  61 62 00",
            """{ value = { From = { X = 1, Y = 2 }, To = { X = 3, Y = 4 }, Name = "ab" } }"""),
        new(static () => StructTrace.Nested(default),
            "00 00 00 00  00 00 00 00  00 00 00 00  00 00 00 00  28 6E 75 6C 6C 29 00",
            """{ value = { From = { X = 0, Y = 0 }, To = { X = 0, Y = 0 }, Name = "(null)" } }"""));

    [Fact]
    public void StructHoldsWhatVariesInSize() => TypeCheck.Run(
        "structs:Full",
        new(static () => StructTrace.Full(s_mixed),
            """
            02 00 00 00  01 00  FF FF
            01  01 00 00 00  02 00 00 00  03 00 00 00  04 00 00 00  61 62 00
            FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF
            04  7F 00 00 01  00 00 00 00
            6E 6F 74 65 00
            01
            """.ReplaceLineEndings(""),
            "{ value = { _Data_length = 2, Data = [ [0] = 1, [1] = -1 ], "
            + """_Edge_has = ( "some" : container = 1 ), Edge = { some = { From = { X = 1, Y = 2 }, To = { X = 3, Y = 4 }, Name = "ab" } }, """
            + "Id = [ [0] = 0xFF, [1] = 0xFF, [2] = 0xFF, [3] = 0xFF, [4] = 0xFF, [5] = 0xFF, [6] = 0xFF, [7] = 0xFF, [8] = 0xFF, [9] = 0xFF, [10] = 0xFF, [11] = 0xFF, [12] = 0xFF, [13] = 0xFF, [14] = 0xFF, [15] = 0xFF ], "
            + """Address = { length = 4, bytes = [ [0] = 127, [1] = 0, [2] = 0, [3] = 1 ], scope_id = 0 }, Note = "note", Rights = ( "Read" : container = 1 ), Empty = { } } }"""),
        new(static () => StructTrace.Full(default),
            "00 00 00 00  00  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  00 00 00 00 00  00  00",
            """{ value = { _Data_length = 0, Data = [ ], _Edge_has = ( "none" : container = 0 ), Edge = { none = { } }, """
            + "Id = [ [0] = 0x0, [1] = 0x0, [2] = 0x0, [3] = 0x0, [4] = 0x0, [5] = 0x0, [6] = 0x0, [7] = 0x0, [8] = 0x0, [9] = 0x0, [10] = 0x0, [11] = 0x0, [12] = 0x0, [13] = 0x0, [14] = 0x0, [15] = 0x0 ], "
            + """Address = { length = 0, bytes = [ ], scope_id = 0 }, Note = "", Rights = ( "None" : container = 0 ), Empty = { } } }"""));

    [Fact]
    public void AnEmptyStructTakesNoByte() => TypeCheck.Run(
        "structs:Empty",
        new TypeCase(static () => StructTrace.Empty(default, 5), "05 00 00 00", "{ value = { }, after = 5 }"));

    [Fact]
    public void WhatAStructStoresIsRecordedAndWhatItComputesIsNot() => TypeCheck.Run(
        "structs:Stored",
        new TypeCase(static () => StructTrace.Stored(new Stored(1) { Property = 2, Hidden = 3 }), "01 04 02", "{ value = { First = 1, Field = 4, Property = 2 } }"));
}

[TracepointProvider("structs")]
internal static partial class StructTrace
{
    [Tracepoint]
    public static partial void Plain(Point value);

    [Tracepoint]
    public static partial void Nested(Line value);

    [Tracepoint]
    public static partial void Full(Mixed value);

    [Tracepoint]
    public static partial void Empty(Blank value, int after);

    [Tracepoint]
    public static partial void Stored(Stored value);
}
