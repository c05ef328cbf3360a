using Tracing.Generators.Tests.Support;

namespace Tracing.Generators.Tests.LazyArguments;

/// <summary>What the code fix makes of a source.</summary>
public class FixTests
{
    public static TheoryData<string> Cases { get; } = [.. FixCases.All.Keys];

    public static TheoryData<string> CasesWithoutFix { get; } = [.. FixCases.NotOffered.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task TheCallIsPutUnderItsGuard(string name)
    {
        (string before, string after) = FixCases.All[name];

        string? found = await CodeFixer.Fix(FixCases.Source(before));

        Assert.Equal(FixCases.Source(after), found);
        Assert.Equal(0, await CodeFixer.Remaining(found!));
    }

    [Theory]
    [MemberData(nameof(CasesWithoutFix))]
    public async Task NoFixIsOfferedWhereItWouldChangeTheProgram(string reason) => Assert.Null(await CodeFixer.Fix(FixCases.Source(FixCases.NotOffered[reason])));

    [Fact]
    public async Task LineEndsStayAsTheyAre()
    {
        (string before, string after) = FixCases.All["BodyOfALoop"];

        string? found = await CodeFixer.Fix(FixCases.Source(before).Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(FixCases.Source(after).Replace("\n", "\r\n", StringComparison.Ordinal), found);
    }

    [Fact]
    public async Task AProgramWithoutMainIsMended() => Assert.Equal(
        """
        // top-level
        using Tracing;

        int y = args.Length;
        if (T.DoneEnabled)
        {
            T.Done(y.ToString());
        }

        [TracepointProvider("p")]
        static partial class T
        {
            [Tracepoint] public static partial void Done(string x);
        }
        """,
        await CodeFixer.Fix("""
        // top-level
        using Tracing;

        int y = args.Length;
        T.Done(y.ToString());

        [TracepointProvider("p")]
        static partial class T
        {
            [Tracepoint] public static partial void Done(string x);
        }
        """));

    [Fact]
    public async Task AllAreMendedAtOnceAndWhatHasNoFixIsLeft()
    {
        string found = await CodeFixer.FixAll(FixCases.Source("""
            void M(int y, int[] all)
            {
                T.Two(y++, y.ToString());
                T.Two(y.GetHashCode(), y.ToString());
                T.Number(System.Linq.Enumerable.Count(all, x =>
                {
                    T.Done(x.ToString());
                    return x > 1;
                }));
                if (y > 1)
                {
                    T.Done($"{y}");
                    T.Done("a" + y);
                }
            }

            void N(int y) => T.Done(y.ToString());
            """));

        Assert.Equal(
            FixCases.Source("""
            void M(int y, int[] all)
            {
                T.Two(y++, y.ToString());
                if (T.TwoEnabled)
                {
                    T.Two(y.GetHashCode(), y.ToString());
                }
                if (T.NumberEnabled)
                {
                    T.Number(System.Linq.Enumerable.Count(all, x =>
                    {
                        if (T.DoneEnabled)
                        {
                            T.Done(x.ToString());
                        }
                        return x > 1;
                    }));
                }
                if (y > 1)
                {
                    if (T.DoneEnabled)
                    {
                        T.Done($"{y}");
                    }
                    if (T.DoneEnabled)
                    {
                        T.Done("a" + y);
                    }
                }
            }

            void N(int y)
            {
                if (T.DoneEnabled)
                {
                    T.Done(y.ToString());
                }
            }
            """),
            found);
        Assert.Equal(1, await CodeFixer.Remaining(found));
    }
}
