namespace Tracing.Generators.Tests.LazyArguments;

/// <content>How the guard is written.</content>
internal static partial class FixCases
{
    private static IReadOnlyDictionary<string, (string Before, string After)> Names { get; } = new Dictionary<string, (string, string)>
    {
        ["QualifiedAsWritten"] = (
            """
            void M(int y)
            {
                global::N.T.Done(y.ToString());
            }
            """,
            """
            void M(int y)
            {
                if (global::N.T.DoneEnabled)
                {
                    global::N.T.Done(y.ToString());
                }
            }
            """),
        ["SimpleNameThatMeansSomethingElse"] = (
            """
            void M(int y, bool ImportedEnabled)
            {
                Imported(y.ToString());
            }
            """,
            """
            void M(int y, bool ImportedEnabled)
            {
                if (T.ImportedEnabled)
                {
                    Imported(y.ToString());
                }
            }
            """),
        ["SimpleName"] = (
            """
            void M(int y)
            {
                Imported(y.ToString());
            }
            """,
            """
            void M(int y)
            {
                if (ImportedEnabled)
                {
                    Imported(y.ToString());
                }
            }
            """),
        ["Extension"] = (
            """
            void M(int y)
            {
                y.ToString().Extended(1);
            }
            """,
            """
            void M(int y)
            {
                if (T.ExtendedEnabled)
                {
                    y.ToString().Extended(1);
                }
            }
            """),
        ["Overload"] = (
            """
            void M(int y)
            {
                T.Done(new int[y]);
            }
            """,
            """
            void M(int y)
            {
                if (T.done_numbersEnabled)
                {
                    T.Done(new int[y]);
                }
            }
            """),
    };
}
