using Microsoft.Win32.SafeHandles;
using Tracing.Runtime;

namespace TestApp;

/// <summary>Records while something is taken away from the process, then given back, and prints what came of it.</summary>
internal static class BadEnvironment
{
    private const int Each = 5000;

    public static void Run(string mode, string folder)
    {
        // Once with nothing amiss, so that all code is loaded.
        Record(Path.Combine(folder, "warm-up"), static () => { }, static () => { });
        if (mode == "read-only")
        {
            string trace = Path.Combine(folder, "trace");
            Record(
                trace,
                () => SetMode(trace, UnixFileMode.UserRead | UnixFileMode.UserExecute),
                () => SetMode(trace, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        }
        else
        {
            var handles = new List<SafeFileHandle>();
            Record(Path.Combine(folder, "trace"), () => UseUp(handles), () => handles.ForEach(static handle => handle.Dispose()));
        }
    }

    private static void Record(string trace, Action takeAway, Action giveBack)
    {
        using TraceSession session = TraceSession.Create("bad", new TraceSessionOptions { Output = trace });
        session.Enable("app:Number", session.AddChannel("small", new ChannelOptions { SubBufferSize = 4096, SubBufferCount = 2 }));
        session.Start();
        long emitted = Emit();

        // Started before: without descriptors the .NET runtime itself cannot start a thread, and ends the process.
        using var go = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            go.Wait();
            Emit();
        });
        thread.Start();
        takeAway();
        go.Set();
        thread.Join();
        emitted += Each;
        emitted += Emit();
        bool rotated = TryRotate(session);
        SpinWait.SpinUntil(() => session.Statistics.OutputError is not null, TimeSpan.FromSeconds(5));
        string? error = session.Statistics.OutputError;
        giveBack();
        emitted += Emit();

        // Whatever failed is made up for.
        bool isWell = SpinWait.SpinUntil(() => session.Statistics.OutputError is null, TimeSpan.FromSeconds(60));
        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Console.WriteLine($"{Path.GetFileName(trace)}: emitted {emitted} recorded {statistics.Recorded} discarded {statistics.Discarded} rotated {rotated} well {isWell} error {error}");
    }

    private static bool TryRotate(TraceSession session)
    {
        try
        {
            session.Rotate();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static int Emit()
    {
        for (int i = 0; i < Each; i++)
        {
            AppTrace.Number(i);
        }

        return Each;
    }

    private static void SetMode(string folder, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, mode);
        }
    }

    private static void UseUp(List<SafeFileHandle> handles)
    {
        // Until there were none several times: what runs in the background may have had some for a moment.
        for (int failures = 0; failures < 5;)
        {
            try
            {
                handles.Add(File.OpenHandle("/dev/null"));
                failures = 0;
            }
            catch (IOException)
            {
                failures++;
                Thread.Sleep(20);
            }
        }
    }
}
