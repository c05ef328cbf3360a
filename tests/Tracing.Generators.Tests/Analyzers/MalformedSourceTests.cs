using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tracing.Generators.Tests.GeneratedCode;
using Tracing.Generators.Tests.LazyArguments;
using Tracing.Generators.Tests.Support;

namespace Tracing.Generators.Tests.Analyzers;

/// <summary>Sources as they are while somebody types: the generator and the analyzers run on these too, and must not fail.</summary>
public class MalformedSourceTests
{
    /// <summary>Enough for a run of all tests; <c>TRACING_TEST_ROUNDS</c> sets another number for a long one.</summary>
    private const int DefaultRounds = 8;

    private static readonly int s_rounds = Number("TRACING_TEST_ROUNDS") ?? DefaultRounds;

    /// <summary>Random; <c>TRACING_TEST_SEED</c> replays one that failed.</summary>
    public static TheoryData<int> Seeds { get; } = Number("TRACING_TEST_SEED") is { } seed
        ? [seed]
        : [.. Enumerable.Range(0, 3).Select(static _ => Random.Shared.Next())];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task TokensThatAreMissingOrTwiceInDeclarationsDoNoHarm(int seed) => Scramble(seed, StrictProjectTests.Everything);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task TokensThatAreMissingOrTwiceInCallsDoNoHarm(int seed) => Scramble(seed, GuardTests.EverySource);

    [Theory]
    [InlineData("[TracepointProvider]")]
    [InlineData("[TracepointProvider(null)]")]
    [InlineData("[TracepointProvider(1)]")]
    [InlineData("[TracepointProvider(\"a\", \"b\")]")]
    [InlineData("[TracepointProvider(\"a\"), TracepointProvider(\"b\")]")]
    [InlineData("[TracepointProvider(Missing.Name)]")]
    [InlineData("[TracepointProvider(name: \"a\")]")]
    [InlineData("[TracepointProvider(\"a\"")]
    public Task AProviderAttributeOfAnyShapeDoesNoHarm(string attribute) =>
        CheckSurvives($"using Tracing; {attribute} public static partial class Trace {{ [Tracepoint] public static partial void Done(int x); }} {attribute} static partial class Trace {{ }}", attribute);

    [Theory]
    [InlineData("[Marker] public static partial void Done(int x);")]
    [InlineData("[Marker(null)] public static partial void Done(int x);")]
    [InlineData("[Marker(1, Level = \"x\")] public static partial void Done(int x);")]
    [InlineData("[Tracepoint(Name = null)] public static partial void Done(int x);")]
    [InlineData("[Tracepoint(Name = 1, Level = Missing)] public static partial void Done(int x);")]
    [InlineData("[Tracepoint] public static partial void Done(int x); [Tracepoint] public static partial void Done(int x);")]
    [InlineData("[Tracepoint] public static partial void Done(int, int x, int x);")]
    [InlineData("[Tracepoint] public static partial void Done(__arglist);")]
    [InlineData("[Tracepoint] public static partial void Done(this int x = 1, params int y);")]
    [InlineData("[Tracepoint] public static partial void (int x);")]
    [InlineData("[Tracepoint] public static partial Done(int x);")]
    [InlineData("[Tracepoint] public static partial void Done(int* x, delegate*<int> y, dynamic z, (int, int) w, ReadOnlySpan<> v, Nullable<string> u);")]
    [InlineData("[Tracepoint] public static int Property { [Tracepoint] get; } [Tracepoint] public static int operator +(Trace x) => 1; [Tracepoint] static Trace() { }")]
    [InlineData("[Tracepoint] public static partial void Done(R x); readonly record struct R(R? Inner, R[] All);")]
    [InlineData("[Tracepoint] public static partial void Done(R<int> x); readonly record struct R<T>(R<R<T>>? Inner, T Value);")]
    [InlineData("[Tracepoint] public static extern partial void Done(int x);")]
    [InlineData("[Tracepoint] static partial void Done(int x); static partial void Done(int x);")]
    [InlineData("partial class { [Tracepoint] static partial void Done(int x); }")]
    public Task ATracepointOfAnyShapeDoesNoHarm(string members) =>
        CheckSurvives($"using System; using Tracing; [TracepointProvider(\"p\")] public static partial class Trace {{ {members} }}", members);

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Tokens are left out, doubled, and put in each other's place.</summary>
    private static async Task Scramble(int seed, string source)
    {
        var random = new Random(seed);
        string[] tokens = [.. Compiler.Parse(source).GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Select(static token => token.ToFullString())];
        for (int round = 0; round < s_rounds; round++)
        {
            var edited = tokens.ToList();
            for (int edits = random.Next(1, 4); edits > 0; edits--)
            {
                int at = random.Next(edited.Count);
                switch (random.Next(3))
                {
                    case 0:
                        edited.RemoveAt(at);
                        break;
                    case 1:
                        edited.Insert(at, edited[at]);
                        break;
                    default:
                        edited[at] = edited[random.Next(edited.Count)];
                        break;
                }
            }

            await CheckSurvives(string.Concat(edited), $"seed {seed}, round {round}");
        }
    }

    private static async Task CheckSurvives(string source, string name)
    {
        CSharpCompilation compilation = Compiler.Compile(source);
        GeneratorRunResult result = Compiler.Drive(compilation).GetRunResult().Results.Single();
        Assert.True(result.Exception is null, $"{name}: {result.Exception}");
        try
        {
            await Compiler.Analyze(compilation);
        }
        catch (Xunit.Sdk.XunitException exception)
        {
            Assert.Fail($"{name}: {exception.Message}");
        }
    }
}
