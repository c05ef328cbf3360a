namespace Tracing.Generators.Tests.LazyArguments;

/// <content>Calls that are statements.</content>
internal static partial class FixCases
{
    private static IReadOnlyDictionary<string, (string Before, string After)> Statements { get; } = new Dictionary<string, (string, string)>
    {
        ["StatementWithComments"] = (
            """
            void M(int y)
            {
                int z = y;

                // Above.
                T.Done(y.ToString()); // Behind.

                T.Number(z);
            }
            """,
            """
            void M(int y)
            {
                int z = y;

                // Above.
                if (T.DoneEnabled)
                {
                    T.Done(y.ToString()); // Behind.
                }

                T.Number(z);
            }
            """),
        ["SeveralLines"] = (
            """
            void M(int y)
            {
                T.Two(
                    y,
                    "a"
                        + y);
            }
            """,
            """
            void M(int y)
            {
                if (T.TwoEnabled)
                {
                    T.Two(
                        y,
                        "a"
                            + y);
                }
            }
            """),
        ["BodyOfAnIfWithAnElse"] = (
            """
            void M(int y)
            {
                if (y > 1)
                    T.Done(y.ToString()); // Behind.
                else
                    T.Number(y);
            }
            """,
            """
            void M(int y)
            {
                if (y > 1)
                {
                    if (T.DoneEnabled)
                    {
                        T.Done(y.ToString()); // Behind.
                    }
                }
                else
                    T.Number(y);
            }
            """),
        ["BodyOfAnElse"] = (
            """
            void M(int y)
            {
                if (y > 1)
                    T.Number(y);
                else
                    T.Done(y.ToString());
            }
            """,
            """
            void M(int y)
            {
                if (y > 1)
                    T.Number(y);
                else
                {
                    if (T.DoneEnabled)
                    {
                        T.Done(y.ToString());
                    }
                }
            }
            """),
        ["BodyOfAnElseBeforeAnother"] = (
            """
            void M(int y)
            {
                if (y > 1)
                    if (y > 2)
                        T.Number(y);
                    else
                        T.Done(y.ToString());
                else
                    T.Number(2);
            }
            """,
            """
            void M(int y)
            {
                if (y > 1)
                    if (y > 2)
                        T.Number(y);
                    else
                    {
                        if (T.DoneEnabled)
                        {
                            T.Done(y.ToString());
                        }
                    }
                else
                    T.Number(2);
            }
            """),
        ["BodyOfALoop"] = (
            """
            void M(int y)
            {
                while (y > 1)
                    // Why.
                    T.Done(y.ToString());
            }
            """,
            """
            void M(int y)
            {
                while (y > 1)
                {
                    // Why.
                    if (T.DoneEnabled)
                    {
                        T.Done(y.ToString());
                    }
                }
            }
            """),
        ["SwitchSection"] = (
            """
            void M(int y)
            {
                switch (y)
                {
                    case 1: T.Done(y.ToString()); break;
                }
            }
            """,
            """
            void M(int y)
            {
                switch (y)
                {
                    case 1:
                        if (T.DoneEnabled)
                        {
                            T.Done(y.ToString());
                        }
                        break;
                }
            }
            """),
        ["OneLine"] = (
            """
            void M(int y) { T.Done(y.ToString()); T.Number(y); }
            """,
            """
            void M(int y) {
                if (T.DoneEnabled)
                {
                    T.Done(y.ToString());
                }
                T.Number(y); }
            """),
        ["GuardNestedInAnother"] = (
            """
            void M(int y)
            {
                if (T.NumberEnabled)
                {
                    T.Number(y);
                    T.Done(y.ToString());
                }
            }
            """,
            """
            void M(int y)
            {
                if (T.NumberEnabled)
                {
                    T.Number(y);
                    if (T.DoneEnabled)
                    {
                        T.Done(y.ToString());
                    }
                }
            }
            """),
        ["BetweenDirectives"] = (
            """
            void M(int y)
            {
            #if !UNKNOWN
                T.Done(y.ToString());
            #endif
            #pragma warning disable CS0168
                T.Number(y);
            }
            """,
            """
            void M(int y)
            {
            #if !UNKNOWN
                if (T.DoneEnabled)
                {
                    T.Done(y.ToString());
                }
            #endif
            #pragma warning disable CS0168
                T.Number(y);
            }
            """),
        ["InitializersAndLambdasAreNoSideEffects"] = (
            """
            void M(int[] all)
            {
                T.Number(System.Linq.Enumerable.Count(all, x => (object)x is int y && new Box { Value = y }.Value > 1));
            }
            """,
            """
            void M(int[] all)
            {
                if (T.NumberEnabled)
                {
                    T.Number(System.Linq.Enumerable.Count(all, x => (object)x is int y && new Box { Value = y }.Value > 1));
                }
            }
            """),
        ["Label"] = (
            """
            void M(int y)
            {
            again:
                T.Done(y.ToString());
                goto again;
            }
            """,
            """
            void M(int y)
            {
            again:
                if (T.DoneEnabled)
                {
                    T.Done(y.ToString());
                }
                goto again;
            }
            """),
        ["RawText"] = (
            """"
            void M(int y)
            {
                T.Done($"""
                    a {y}
                      b
                    """);
            }
            """",
            """"
            void M(int y)
            {
                if (T.DoneEnabled)
                {
                    T.Done($"""
                    a {y}
                      b
                    """);
                }
            }
            """"),
    };
}
