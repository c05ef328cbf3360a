namespace TestApp;

/// <summary>The ways in which a process ends, and what it may do before.</summary>
internal static class Endings
{
    private const int ExitCode = 9;

    /// <summary>Ends, or returns the exit code; null for the program's own.</summary>
    public static int? Run(string mode)
    {
        switch (mode)
        {
            case "return":
                AppTrace.Ending();
                return null;
            case "exit":
                AppTrace.Ending();
                Environment.Exit(ExitCode);
                return null;
            case "exit-worker":
                OnWorker(static () =>
                {
                    AppTrace.Ending();
                    Environment.Exit(ExitCode);
                });
                return null;
            case "throw":
                AppTrace.Ending();
                throw new InvalidOperationException("the app's own fault");
            case "throw-worker":
                OnWorker(static () =>
                {
                    AppTrace.Ending();
                    throw new InvalidOperationException("the app's own fault");
                });
                return null;
            case "emitting":
                // Other threads never stop to emit: the process ends under them.
                for (int i = 0; i < 2; i++)
                {
                    new Thread(EmitForEver) { IsBackground = true }.Start();
                }

                EmitSome(static () => AppTrace.Number(-1), 10_000);
                return null;
            default:
                return Misuse.Run(mode);
        }
    }

    private static void EmitSome(Action emit, int count)
    {
        for (int i = 0; i < count; i++)
        {
            emit();
        }
    }

    private static void EmitForEver()
    {
        for (int i = 0; ; i++)
        {
            AppTrace.Number(i);
        }
    }

    private static void OnWorker(ThreadStart action)
    {
        var thread = new Thread(action);
        thread.Start();
        thread.Join();
    }
}
