using System.Globalization;
using TestApp;
using Tracing.Runtime;
using Tracing.Writing;

// The child process of tests: an application that knows nothing of them, and ends in the way that its argument names.
internal static class Program
{
    /// <summary>The program's own exit code, which tracing must not change.</summary>
    private const int OwnExitCode = 7;

    private static readonly int s_early = InitializeField();

    // An explicit static constructor: the field's initializer runs before Main's first statement.
    static Program()
    {
    }

    private static int Main(string[] arguments)
    {
        if (arguments is ["emit-until-killed", var trace, var acknowledged, var rings, .. var more])
        {
            EmitUntilKilled.Run(trace, acknowledged, rings, rotates: more is ["rotating"]);
        }

        if (arguments is ["die-at", var deadTrace, var acknowledgedDead, var scope, var mode, var writers, var point, var nth])
        {
            DieAtTestpoint.Run(
                deadTrace, acknowledgedDead, Enum.Parse<BufferScope>(scope), Enum.Parse<BufferMode>(mode), int.Parse(writers, CultureInfo.InvariantCulture),
                Enum.Parse<Testpoint>(point), int.Parse(nth, CultureInfo.InvariantCulture));
        }

        if (arguments is ["lend", var lentTrace, var acknowledgedLent, var lentRings, var lentMode, var threads])
        {
            Lending.RunProducer(lentTrace, acknowledgedLent, lentRings, Enum.Parse<BufferMode>(lentMode), comesAndGoes: threads == "come-and-go");
            return OwnExitCode;
        }

        if (arguments is ["drain", var ringFolder, var traceId, var term, var drainedTrace])
        {
            Lending.RunConsumer(ringFolder, traceId, term, drainedTrace);
            return OwnExitCode;
        }

        if (arguments is ["twins"])
        {
            TestProbes.Twins.Run();
            return OwnExitCode;
        }

        if (arguments is ["controlled"])
        {
            Controlled.Run();
            return OwnExitCode;
        }

        if (arguments is ["clocks", var clocked, var clock, var clockSource])
        {
            Clocks.Run(clocked, clock, clockSource);
            return OwnExitCode;
        }

        if (arguments is ["lose-until-killed", var losing])
        {
            LoseUntilKilled.Run(losing);
        }

        if (arguments is ["read-only" or "no-descriptors", var badFolder])
        {
            BadEnvironment.Run(arguments[0], badFolder);
            return OwnExitCode;
        }

        if (arguments is ["crash", var snapshot, var recorderScope])
        {
            Endings.Crash(snapshot, recorderScope);
        }

        AppTrace.MainEntered(arguments[0]);
        Console.WriteLine($"pid {Environment.ProcessId}");
        if (arguments is [_, var output])
        {
            // Started by code and never stopped.
            TraceSession.Start(output, "*");
        }

        for (int i = 0; i < 100; i++)
        {
            AppTrace.Number(i);
            SecondTrace.Number(s_early + i);
        }

        return Endings.Run(arguments[0]) ?? OwnExitCode;
    }

    private static int InitializeField()
    {
        AppTrace.FieldInitialized();
        return 1000;
    }
}
