namespace Tracing.Generators.Tests.LazyArguments;

/// <summary>Members of a class before and after the fix.</summary>
internal static partial class FixCases
{
    public static IReadOnlyDictionary<string, (string Before, string After)> All =>
        Statements.Concat(Functions).Concat(Names).ToDictionary(static pair => pair.Key, static pair => pair.Value);

    /// <summary>Members with a diagnostic and no fix, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> NotOffered { get; } = new Dictionary<string, string>
    {
        ["an increment"] = "void M(int y) { T.Two(y++, y.ToString()); T.Number(y); }",
        ["an assignment"] = "void M(int y) { T.Done(_text = y.ToString()); }",
        ["an assignment in what an extension is called on"] = "void M(int y) { (_text = y.ToString()).Extended(1); }",
        ["an out variable"] = "void M(string y) { T.Flag(int.TryParse(y, out int z)); T.Number(z); }",
        ["a pattern's variable"] = "void M(object y) { T.Two(y is int z ? z : 0, y.ToString()!); }",
        ["a reference"] = "void M(int y) { T.Number(System.Threading.Interlocked.Increment(ref y)); }",
        ["an await"] = "async System.Threading.Tasks.Task M() { T.Number(await System.Threading.Tasks.Task.FromResult(1)); }",
        ["a throw"] = "void M(string? y) { T.Two(1, (y ?? throw new Exception()).Trim()); }",
        ["a for loop's step"] = "void M(int y) { for (; ; T.Done(y.ToString())) { } }",
        ["an expression tree"] = "System.Linq.Expressions.Expression<Action<int>> E = y => T.Done(y.ToString());",
        ["a directive in an arrow body"] = "void M(int y) =>\n#if !UNKNOWN\n    T.Done(y.ToString());\n#endif\n",
    };

    public static string Source(string members) => $$"""
        #nullable enable
        using System;
        using Tracing;
        using static N.T;

        namespace N;

        [TracepointProvider("p")]
        public static partial class T
        {
            [Tracepoint] public static partial void Done(string x);
            [Tracepoint(Name = "done-numbers")] public static partial void Done(int[] x);
            [Tracepoint] public static partial void Two(int x, string y);
            [Tracepoint] public static partial void Number(int x);
            [Tracepoint] public static partial void Flag(bool x);
            [Tracepoint] public static partial void Imported(string x);
            [Tracepoint] public static partial void Extended(this string x, int y);
        }

        internal sealed class Box { public int Value; }

        internal class User
        {
            internal string? _text;

        {{string.Join('\n', members.Split('\n').Select(line => line.Length == 0 || line[0] == '#' ? line : "    " + line))}}
        }
        """;
}
