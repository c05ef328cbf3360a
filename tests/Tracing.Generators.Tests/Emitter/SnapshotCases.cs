namespace Tracing.Generators.Tests.Emitter;

/// <summary>One small provider for each kind of code that is generated.</summary>
internal static class SnapshotCases
{
    /// <summary>In the source of a project that references Tracing.Reader.</summary>
    public const string ReaderMark = "// reader";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["Shop"] = Provider("""
            [Tracepoint] public static partial void OrderPlaced(long orderId, string customer, decimal total);
            [Tracepoint(Level = TracepointLevel.Debug)] public static partial void CacheLookup(ReadOnlySpan<char> key, bool hit);
            [Marker("user {user} logged in from {address}")] public static partial void LoggedIn(string user, System.Net.IPAddress address);
            """),
        ["FixedSize"] = Provider("[Tracepoint] public static partial void Moved(int x, int y);"),
        ["NoFields"] = Provider("[Tracepoint] public static partial void Ticked();"),
        ["NoTracepoints"] = Provider(""),
        ["Sequences"] = Provider("[Tracepoint] public static partial void Sent(byte[] data, ReadOnlySpan<int> sizes, ReadOnlyMemory<byte> rest);"),
        ["Enums"] = Provider("[Tracepoint] public static partial void Painted(Color color, Color? other, Color[] all);") + " public enum Color { Red, Blue = 5, Azure = 5 }",
        ["Nullables"] = Provider("[Tracepoint] public static partial void Guessed(int? x, Guid? id, ReadOnlyMemory<char>? text);"),
        ["Structs"] = Provider("[Tracepoint] public static partial void Drawn(Point at, Point? to);") + " public readonly record struct Point(int X, int Y, string Label);",
        ["GetterOfTheUsers"] = Provider("[Tracepoint] public static partial void Drawn(Point at);") + " public readonly record struct Point(int X) { public int X { get => throw new Exception(); } }",
        ["Overloads"] = Provider("""[Tracepoint] public static partial void Done(int x); [Tracepoint(Name = "done-text")] public static partial void Done(string x);"""),
        ["ParametersNamedLikeLocals"] = Provider("[Tracepoint] public static partial void Done(string scope, int size, int binding, int @event, string __Tracepoints);"),
        ["InError"] = Provider("[Tracepoint] public static partial void Bad(object x); [Tracepoint] public static partial void Good(int x);"),
        ["PrivateNested"] = "using Tracing; namespace N; public partial class Outer { private partial struct Middle { " + Bare("[Tracepoint] public static partial void Done(int x);").Replace("public static partial class", "private static partial class", StringComparison.Ordinal) + " } }",
        ["Records"] = ReaderMark + "\n" + Provider("""
            [Tracepoint] public static partial void OrderPlaced(long orderId, string customer, decimal total, Color[] colors, System.Net.IPAddress address);
            [Tracepoint] internal static partial void Drawn(Point at, Point? to, int? weight, ReadOnlyMemory<char>? text, ReadOnlySpan<byte> blob);
            [Tracepoint] public static partial void Ticked();
            [Tracepoint] private static partial void Hidden(int x);
            """) + " public readonly record struct Point(int X, int x); public enum Color { Red }",
        ["Statedumps"] = Provider("[Tracepoint] public static partial void Open(int x); [Statedump] private static void Tell() => Open(1); [Statedump] public static void @event() { } [Statedump] static void Bad(int x) { }"),
        ["TextThatNoRawLiteralHolds"] = Provider("""[Marker("\u2028 \"\"\" {x}")] public static partial void Done(int x);"""),
    };

    private static string Provider(string members) => "using System; using Tracing; namespace N; " + Bare(members);

    private static string Bare(string members) => $$"""[TracepointProvider("p")] public static partial class Trace { {{members}} }""";
}
