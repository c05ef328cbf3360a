using System.Reflection;
using Microsoft.CodeAnalysis;
using Tracing.Generators.Tests.Support;
using Tracing.Registry;

namespace Tracing.Generators.Tests.GeneratedCode;

/// <summary>Generated code in awkward projects: all compiler warnings are errors, and the result is loaded and run.</summary>
public class StrictProjectTests
{
    /// <summary>Enough of everything: each kind of field, awkward names, nesting, and a marker.</summary>
    public const string Everything = """
        using System;
        using System.Net;
        using Tracing;

        [assembly: CLSCompliant(true)]

        namespace My.System.Tracing
        {
            internal enum Color { Red = -1, Blue = 5, Azure = 5 }
            [Flags] internal enum Bits : ulong { None = 0, Top = 0x8000000000000000 }
            internal enum Nothing : short { }
            internal readonly record struct Point(int X, string Label) { internal double Norm => X * 2.0; public double[] Weights { get; init; } = new double[] { 1 }; }
            internal readonly record struct Line(Point From, Point? To, ReadOnlyMemory<byte> Blob) { public readonly Color Color = Color.Blue; public int @class { get; init; } = 1; }
            internal readonly record struct Void;
            internal readonly record struct Pair<T>(T Left, T Right);

            /// <summary>Documented.</summary>
            [TracepointProvider("everything")]
            public static partial class EverythingTrace
            {
                /// <summary>Documented.</summary>
                [Tracepoint] public static partial void Empty();

                /// <summary>Documented.</summary>
                [Tracepoint(Level = TracepointLevel.Debug)] public static partial void Order(long orderId, string customer, decimal total = 1m);

                #pragma warning disable CS3001
                /// <summary>Documented.</summary>
                [Tracepoint] public static partial void NotCompliant(uint a, ulong b);
        #pragma warning restore CS3001

                [Tracepoint] internal static partial void Scalars(sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h, nint i, nuint j, Int128 k, UInt128 l,
                    bool m, char n, Half o, float p, double q, decimal r, Guid s, DateTime t, DateTimeOffset u, TimeSpan v, DateOnly w, TimeOnly x);
                [Tracepoint] internal static partial void Texts(string a, ReadOnlySpan<char> b, char[] c, ReadOnlyMemory<char> d, [Utf8] ReadOnlySpan<byte> e, Type f, IPAddress g);
                [Tracepoint] internal static partial void Sequences(byte[] a, ReadOnlySpan<byte> b, ReadOnlyMemory<byte> c, int[] d, bool[] e, nint[] f, Half[] g, Color[] h, params ReadOnlySpan<UInt128> i);
                [Tracepoint] internal static partial void Arrays(scoped ReadOnlySpan<int> a, params double[] b);
                [Tracepoint] internal static partial void Nullables(int? a, Guid? b, Color? c, Point? d, ReadOnlyMemory<byte>? e, ReadOnlyMemory<char>? f, Void? g, int a_has, Pair<int>? h);
                [Tracepoint] internal static partial void Structs(Point a, Line b, Line? c, Void d, Pair<Point> e, Bits f, Nothing g, Nothing[] h);
                [Tracepoint] static partial void Names(int @event, int scope, int guard, int writer, int binding, int handler, int exception, int size, int __Tracepoints, Point __RecordNames, int Tracing, int System);
                [Tracepoint(Name = "over load")] static partial void Names(int x);
                [Tracepoint(Name = "1 more")] static partial void Names(string x);
                [Tracepoint] private static partial void @class(int @class);
                [Tracepoint] internal static partial void Extends(this string x, int y);
                [Tracepoint] internal static partial void ToString(int Equals);
                [Tracepoint] internal static partial void Bindings(int Provider);
                [Tracepoint] internal static partial void Provider(int Bindings);
                [Obsolete("Old.")] [Tracepoint] internal static partial void Old(int x);
                [Marker("user {user} \"\"\" {{}} from {address,8}\n\\ \u2028 \uD800")] internal static partial void LoggedIn(string user, IPAddress address);
                internal static void CallAll() { @class(1); Names(1); Names(""); Names(1, 2, 3, 4, 5, 6, 7, 8, 9, default, 10, 11); }
            }

            internal partial interface IOuter
            {
                private partial record struct Mid
                {
                    public partial record class Deep { [TracepointProvider("inner \"q\" \\")] private static partial class Inner { [Tracepoint] public static partial void A(int x); } }
                }
            }

            internal partial struct Struct { [TracepointProvider("struct")] internal static partial class Trace { } }
            internal static partial class @static { [TracepointProvider("keyword")] internal static partial class @namespace { [Tracepoint] public static partial void A(int x); } }

            [TracepointProvider("zero")] internal static partial class ZERO;
            [TracepointProvider("Zero")] internal static partial class Zero;
        }

        [TracepointProvider("global")] internal static partial class GlobalTrace { [Tracepoint] public static partial void A(int x); }
        """;

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Enable)]
    [InlineData(NullableContextOptions.Annotations)]
    [InlineData(NullableContextOptions.Warnings)]
    public void GeneratedCodeCompilesWithoutAWarningAndRegisters(NullableContextOptions nullable)
    {
        LoadedSample sample = LoadedSample.From(Everything, nullable);

        string[] names = ["everything", "inner \"q\" \\", "struct", "keyword", "zero", "Zero", "global"];
        foreach (string name in names)
        {
            TracepointProvider provider = sample.Provider(name);
            Assert.All(provider.Tracepoints, tracepoint => Assert.StartsWith(name + ":", tracepoint.FullName, StringComparison.Ordinal));
        }

        TracepointProvider everything = sample.Provider("everything");
        Assert.Equal(
            ["Empty", "Order", "NotCompliant", "Scalars", "Texts", "Sequences", "Arrays", "Nullables", "Structs", "Names", "over load", "1 more", "class", "Extends", "ToString", "Bindings", "Provider", "Old", "LoggedIn"],
            everything.Tracepoints.Select(static tracepoint => tracepoint.Name));
        Assert.Equal("user {user} \"\"\" {{}} from {address,8}\n\\ \u2028 \uFFFD", everything.Tracepoints[^1].Format);
        Assert.Equal(TracepointLevel.Debug, everything.Tracepoints[1].Level);
        sample.Call("My.System.Tracing.EverythingTrace", "CallAll");
    }

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Enable)]
    [InlineData(NullableContextOptions.Annotations)]
    [InlineData(NullableContextOptions.Warnings)]
    public void RecordsCompileWithoutAWarning(NullableContextOptions nullable)
    {
        LoadedSample sample = LoadedSample.From(Everything, nullable, Compiler.Reader);

        Type records = sample.Type("My.System.Tracing.EverythingTrace").GetNestedType("Records")!;
        string[] names = [.. records.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Select(static type => type.Name)];
        Assert.Equal(
            ["Empty", "Order", "NotCompliant", "Scalars", "Texts", "Sequences", "Arrays", "Nullables", "Structs", "Extends", "ToString2", "Bindings", "Provider", "Old", "LoggedIn", "Point", "Void", "Pair", "Line", "Pair2"],
            names);
    }

    [Fact]
    public void WithoutTheReaderThereAreNoRecords() =>
        Assert.Null(LoadedSample.From(Everything).Type("My.System.Tracing.EverythingTrace").GetNestedType("Records"));

    [Fact]
    public void NullableAnnotationsAreRepeated() => LoadedSample.From("""
        using System;
        using Tracing;
        /// <summary>Documented.</summary>
        [TracepointProvider("annotated")] public static partial class Trace
        {
            /// <summary>Documented.</summary>
            [Tracepoint] public static partial void Done(string? a, int[]? b, Type? c, System.Net.IPAddress? d, char[]? e);
            /// <summary>Documented.</summary>
            public static IDisposable Attach() => AttachDone((a, b, c, d, e) => Done(a, b, c, d, e));
        }
        """);

    [Fact]
    public void StrictnessItselfIsSeenToFail()
    {
        // The twin of the tests above: a fault planted beside generated code is found.
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(static () => LoadedSample.From("""
            using Tracing;
            [TracepointProvider("planted")] public static partial class Trace { [Tracepoint] public static partial void Done(int a); }
            """));
    }

    [Fact]
    public void PlacesInSourceAreKnown()
    {
        TracepointProvider provider = LoadedSample.From("""
            using Tracing;

            [TracepointProvider("placed")]
            internal static partial class Trace
            {
                [Tracepoint]
                internal static partial void Done(int a);
            }
            """).Provider("placed");

        Assert.Equal(("Source.cs", 7), (provider.Tracepoints[0].SourceFile, provider.Tracepoints[0].SourceLine));
    }
}
