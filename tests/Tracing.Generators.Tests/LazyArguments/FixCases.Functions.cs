namespace Tracing.Generators.Tests.LazyArguments;

/// <content>Calls that are the whole body of something.</content>
internal static partial class FixCases
{
    private static IReadOnlyDictionary<string, (string Before, string After)> Functions { get; } = new Dictionary<string, (string, string)>
    {
        ["Method"] = (
            """
            void M(int y) => T.Done(y.ToString()); // Behind.
            """,
            """
            void M(int y)
            {
                if (T.DoneEnabled)
                {
                    T.Done(y.ToString());
                }
            } // Behind.
            """),
        ["MethodWithComments"] = (
            """
            /// <summary>Documented.</summary>
            void M(int y) => // Arrow.
                // Above.
                T.Done(
                    y.ToString());
            """,
            """
            /// <summary>Documented.</summary>
            void M(int y)
            {
                // Arrow.
                // Above.
                if (T.DoneEnabled)
                {
                    T.Done(
                        y.ToString());
                }
            }
            """),
        ["Accessor"] = (
            """
            int P
            {
                get => 1;
                set => T.Done(value.ToString());
            }
            """,
            """
            int P
            {
                get => 1;
                set
                {
                    if (T.DoneEnabled)
                    {
                        T.Done(value.ToString());
                    }
                }
            }
            """),
        ["LocalFunction"] = (
            """
            void M(int y)
            {
                Local();
                void Local() => T.Done(y.ToString());
            }
            """,
            """
            void M(int y)
            {
                Local();
                void Local()
                {
                    if (T.DoneEnabled)
                    {
                        T.Done(y.ToString());
                    }
                }
            }
            """),
        ["Constructor"] = (
            """
            internal User(int y) => T.Done(y.ToString());
            """,
            """
            internal User(int y)
            {
                if (T.DoneEnabled)
                {
                    T.Done(y.ToString());
                }
            }
            """),
        ["Lambda"] = (
            """
            void M(int[] all)
            {
                Array.ForEach(all, y => T.Done(y.ToString()));
            }
            """,
            """
            void M(int[] all)
            {
                Array.ForEach(all, y =>
                {
                    if (T.DoneEnabled)
                    {
                        T.Done(y.ToString());
                    }
                });
            }
            """),
    };
}
