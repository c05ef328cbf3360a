using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tracing.Generators.Tests.Support;

namespace Tracing.Generators.Tests.LazyArguments;

/// <summary>Tracepoints of all sorts, and things to pass to them.</summary>
internal static class Shop
{
    private const string Declarations = """

        [TracepointProvider("shop")]
        public static partial class ShopTrace
        {
            [Tracepoint] public static partial void Number(int x);
            [Tracepoint] public static partial void Two(int x, string y);
            [Tracepoint] public static partial void Text(string? x);
            [Tracepoint(Name = "text span")] public static partial void Text(ReadOnlySpan<char> x);
            [Tracepoint] public static partial void Span(ReadOnlySpan<char> x);
            [Tracepoint] public static partial void Bytes(byte[] x);
            [Tracepoint] public static partial void Data(ReadOnlySpan<byte> x);
            [Tracepoint] public static partial void Numbers(ReadOnlySpan<int> x);
            [Tracepoint] public static partial void Flag(bool x);
            [Tracepoint] public static partial void Money(decimal x);
            [Tracepoint] public static partial void Took(TimeSpan x);
            [Tracepoint] public static partial void At(DateTime x);
            [Tracepoint] public static partial void OfType(Type x);
            [Tracepoint] public static partial void Optional(int x, int y = 5);
            [Tracepoint] public static partial void Array(params int[] x);
            [Tracepoint] public static partial void Spread(params ReadOnlySpan<int> x);
            [Tracepoint] public static partial void Place(Point x);
            [Tracepoint] public static partial void Extended(this string x, int y);
            [Tracepoint] public static partial void Empty();
            [Marker("{user} is there")] public static partial void There(string user);
            public static void Helper(string x) { }
        }

        public readonly record struct Point(int X, int Y) { public int Z { get; init; } }
        public readonly struct Metres { public static Metres operator +(Metres a, Metres b) => a; public static explicit operator int(Metres a) => 0; }
        public sealed class Vector { public static Vector operator +(Vector a, Vector b) => a; public static explicit operator int(Vector a) => 0; public static implicit operator string(Vector a) => ""; }
        public record Note(string Text) { public int Size { get; set; } }

        public abstract class Order
        {
            public const string Kind = "order";
            public static readonly int Limit = 7;
            public int[] Items = [];
            public byte[] Blob = [];
            public int Count;
            private int _total;
            private string? _name;
            public int Id { get; set; }
            public Order? Next { get; init; }
            public int Total => _total;
            public int Rest => Limit - (int)_total * 2;
            public int Half { get { return _total / 2; } set { _total = value; } }
            public bool IsEmpty => Count == 0 || !HasName;
            public bool HasName => _name != null;
            public string Name => _name ??= Describe();
            public string Label => Kind + _name;
            public int Sum { get { int sum = 0; foreach (int item in Items) { sum += item; } return sum; } }
            public abstract string Abstract { get; }
            public virtual string Virtual { get => Describe(); }
            public string this[int index] => Describe();
            public string Describe() => "x";
            public static int Compute() => 1;
            public static int ComputeFrom(object x) => 1;
        }

        """;

    private const string Head = "#nullable enable\nusing System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing Tracing;\n" + Declarations
        + "public class User { private Order _order = null!; private bool _flag; static int F(int x) => x;\n";

    /// <summary>A source with a method for each row of statements, which can use what a program has at hand. Each stands on a line of its own.</summary>
    public static string Source(params string[] rows) => Head + string.Concat(rows.Select(static (row, i) =>
        $"public unsafe void M{i}<T>(Order order, int number, string text, object thing, int? maybe, List<int> list, Dictionary<string, int> map, T value, Metres metres, Vector vector, dynamic late, delegate*<int> pointer, ConsoleColor color, Note note, Exception exception) where T : struct {{ {row} }}\n")) + "}";

    /// <summary>The row that a diagnostic is about.</summary>
    public static int RowOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line - Head.Count(static c => c == '\n');

    /// <summary>Analyzes a source that must compile.</summary>
    public static async Task<IEnumerable<Diagnostic>> Analyze(string source)
    {
        CSharpCompilation compilation = Compiler.Compile(source, Compiler.Strict().WithAllowUnsafe(true).WithGeneralDiagnosticOption(ReportDiagnostic.Default));
        Assert.DoesNotContain(Compiler.Generate(compilation).GetDiagnostics(TestContext.Current.CancellationToken), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return await Compiler.Analyze(compilation);
    }
}
