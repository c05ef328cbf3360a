using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using LiveApp;
using Tracing.Registry;

// The application that tests of tracectl look at: it emits events, and says on standard output when it does.
LiveTrace.MainEntered(args is [var mode, ..] ? mode : "");
switch (args)
{
    case ["run"]:
        return RunUntilInputEnds();
    case ["crowd", var providers, var each]:
        for (int i = 0; i < int.Parse(providers, CultureInfo.InvariantCulture); i++)
        {
            TracepointRegistry.Register(new Crowd(string.Create(CultureInfo.InvariantCulture, $"crowd{i}"), int.Parse(each, CultureInfo.InvariantCulture)));
        }

        return RunUntilInputEnds();
    case ["emit", var count, var exitCode]:
        Emit(int.Parse(count, CultureInfo.InvariantCulture));
        Console.WriteLine(Console.In.ReadToEnd() + "out");
        Console.Error.WriteLine("err");
        return int.Parse(exitCode, CultureInfo.InvariantCulture);
    case ["parent", var count]:
        using (Process child = Process.Start(Environment.ProcessPath!, [.. HostArguments(), "emit", count, "0"]))
        {
            child.WaitForExit();
            Emit(int.Parse(count, CultureInfo.InvariantCulture));
            return child.ExitCode;
        }

    case ["signal"]:
        return WaitForSignal();
    default:
        Console.Error.WriteLine("usage: liveapp run | crowd PROVIDERS EACH | emit COUNT EXITCODE | parent COUNT | signal");
        return 2;
}

static int RunUntilInputEnds()
{
    var ended = new ManualResetEventSlim();
    var reader = new Thread(() =>
    {
        Console.In.ReadToEnd();
        ended.Set();
    }) { IsBackground = true };
    reader.Start();
    Console.WriteLine("running");
    for (int i = 1; !ended.Wait(TimeSpan.FromMilliseconds(1)); i++)
    {
        LiveTrace.Tick(i, "tock");
        LiveTrace.Detail(i);
        if (i % 10 == 0)
        {
            LiveTrace.OrderFailed(i, "Ada");
        }
    }

    return 0;
}

static void Emit(int count)
{
    for (int i = 1; i <= count; i++)
    {
        LiveTrace.Tick(i, "tock");
    }
}

static int WaitForSignal()
{
    var came = new TaskCompletionSource<PosixSignal>(TaskCreationOptions.RunContinuationsAsynchronously);
    void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        came.TrySetResult(context.Signal);
    }

    using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Take);
    using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take);
    Console.WriteLine("waiting");
    return came.Task.Result == PosixSignal.SIGINT ? 42 : 43;
}

// Under the shared host the program is an argument of it.
static string[] HostArguments() =>
    Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "liveapp.dll")] : [];
