using System.Diagnostics.CodeAnalysis;
using Tracing.Runtime;

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

    /// <summary>Dies of an exception, with a flight recorder, while other threads emit.</summary>
    /// <param name="snapshot">Where the snapshot goes.</param>
    /// <param name="scope">Whose the rings are.</param>
    [DoesNotReturn]
    public static void Crash(string snapshot, string scope)
    {
        TraceSession session = TraceSession.Create("crash", new TraceSessionOptions
        {
            CrashSnapshot = new CrashSnapshotOptions { Folder = snapshot, Limits = new SnapshotOptions { MaxBytes = 64 << 20, MaxAge = TimeSpan.FromHours(1) } },
        });
        session.Enable("app:*", session.AddChannel("recorder", new ChannelOptions
        {
            Mode = BufferMode.Overwrite,
            Scope = Enum.Parse<BufferScope>(scope),
            SubBufferSize = 1 << 20,
            SubBufferCount = 16,
        }));
        session.Start();
        Console.WriteLine($"pid {Environment.ProcessId}");
        using var emitting = new CountdownEvent(2);
        for (int i = 0; i < 2; i++)
        {
            new Thread(() =>
            {
                AppTrace.Number(-1);
                emitting.Signal();
                Thread.Sleep(Timeout.Infinite);
            }) { IsBackground = true }.Start();
        }

        emitting.Wait();
        EmitSome(static () => AppTrace.Number(1), 10_000);
        AppTrace.Ending();
        throw new InvalidOperationException("the app's own fault");
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
