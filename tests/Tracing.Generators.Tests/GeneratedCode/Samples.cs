using System.Net;

namespace Tracing.Generators.Tests.GeneratedCode;

public enum Color
{
    Red,
    Blue = 5,
}

[Flags]
public enum Bits : ulong
{
    None = 0,
    Top = 0x8000_0000_0000_0000,
}

public enum Unnamed : short;

public readonly record struct Point(int X, string? Label);

public readonly record struct Line(Point From, Point? To, ReadOnlyMemory<byte> Blob)
{
    public int Weight { get; init; } = 3;

    public int Computed => Weight * 2;
}

public readonly record struct Throwing(int X)
{
    public int X { get; } = X;

    public int Y { get => field < 0 ? throw new InvalidOperationException("from a getter") : field; } = X;
}

/// <summary>Compiled into the test assembly by the SDK's own compiler, which is newer than the one that the other tests use.</summary>
[TracepointProvider("sample")]
public static partial class SampleTrace
{
    [Tracepoint]
    public static partial void Empty();

    [Tracepoint]
    public static partial void Order(long orderId, string? customer, decimal total);

    [Tracepoint]
    public static partial void Integers(sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h, nint i, nuint j, Int128 k, UInt128 l);

    [Tracepoint]
    public static partial void Values(bool a, char b, Half c, float d, double e, Guid f, DateTime g, DateTimeOffset h, TimeSpan i, DateOnly j, TimeOnly k);

    [Tracepoint]
    public static partial void Enums(Color a, Bits b, Unnamed c, Color? d, params Color[] e);

    [Tracepoint]
    public static partial void Texts(scoped ReadOnlySpan<char> a, char[]? b, ReadOnlyMemory<char> c, [Utf8] ReadOnlySpan<byte> d, Type? e, IPAddress? f);

    [Tracepoint]
    public static partial void Sequences(byte[]? a, ReadOnlySpan<int> b, ReadOnlyMemory<bool> c, nint[] d, Half[] e, UInt128[] f);

    [Tracepoint]
    public static partial void Nullables(int? a, Guid? b, Point? c, ReadOnlyMemory<byte>? d, ReadOnlyMemory<char>? e);

    [Tracepoint]
    public static partial void Structs(Point a, Line b);

    [Tracepoint]
    public static partial void Getters(Throwing a, int b);

    [Tracepoint]
    public static partial void Memory(ReadOnlyMemory<byte> a);

    [Tracepoint]
    public static partial void OfType(Type a);

    [Tracepoint]
    public static partial void Handled(int x, string text);
}
