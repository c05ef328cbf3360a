using System.Globalization;
using Tracing.SystemBench;

// Measures what only a whole program shows: the consumer, the memory, and many threads. Each figure stands beside what it is compared
// with, from the same run. Machines are noisy: rounds are repeated, and medians are printed.
const string Usage = """
    usage: Tracing.SystemBench sustained [SECONDS [ROUNDS]]   highest rate of int events to files without loss, beside LTTng-UST's
           Tracing.SystemBench consumer [ROUNDS]              CPU time of the consumer a gigabyte written, beside dd's
           Tracing.SystemBench idle [SECONDS]                 CPU time and wake-ups of a session while nothing happens
           Tracing.SystemBench threads [ROUNDS]               CPU time an event with 1, 8 and 64 threads, thread and CPU rings
           Tracing.SystemBench snapshot [ROUNDS]              what a snapshot of 64 MiB costs two threads that emit, and how long it takes
           Tracing.SystemBench outside [SECONDS [ROUNDS]]     a producer recorded by another process, beside the same one recorded by itself
           Tracing.SystemBench memory                         memory of recorded threads that are idle
           Tracing.SystemBench startup [ROUNDS]               what the SDK and its control endpoint add to the start of a program
           Tracing.SystemBench startup-native [ROUNDS]        the same, compiled with NativeAOT
           Tracing.SystemBench list TRACECTL LIVEAPP [ROUNDS] tracectl list of a process with 1,000 tracepoints; TRACECTL is a native program or tracectl.dll
    Files go to the folder for temporary files (TMPDIR) and are deleted.
    """;

try
{
    return args switch
    {
        ["sustained", .. var rest] => Sustained.Run(Number(rest, 0, 3), Number(rest, 1, 3)),
        ["consumer", .. var rest] => ConsumerCost.Run(Number(rest, 0, 5)),
        ["idle", .. var rest] => IdleCost.Run(Number(rest, 0, 10)),
        ["threads", .. var rest] => ThreadsCost.Run(Number(rest, 0, 5)),
        ["snapshot", .. var rest] => SnapshotCost.Run(Number(rest, 0, 5)),
        ["outside", .. var rest] => OutsideCost.Run(Number(rest, 0, 2), Number(rest, 1, 5)),
        ["drain", var rings, var traceId, var term, var output] => OutsideRun.Drain(rings, traceId, term, output),
        ["memory"] => MemoryCost.Run(),
        ["startup", .. var rest] => StartUp.Run(Number(rest, 0, 30), isNative: false),
        ["startup-native", .. var rest] => StartUp.Run(Number(rest, 0, 30), isNative: true),
        ["list", var tool, var app, .. var rest] => ListTime.Run(tool, app, Number(rest, 0, 10)),
        _ => Fail(Usage),
    };
}
catch (Exception exception) when (exception is InvalidOperationException or FormatException or IOException)
{
    return Fail(exception.Message);
}

static int Number(string[] arguments, int index, int other) =>
    index < arguments.Length ? Math.Max(1, int.Parse(arguments[index], CultureInfo.InvariantCulture)) : other;

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}
