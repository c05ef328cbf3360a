using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracing.SystemBench;

/// <summary>
/// The same producer in C, with an LTTng-UST tracepoint of one int: compiled when it is needed, recorded by lttng-tools with a session
/// and channel of default options.
/// </summary>
internal sealed partial class LttngProgram : IDisposable
{
    private const string Provider = """
        #undef LTTNG_UST_TRACEPOINT_PROVIDER
        #define LTTNG_UST_TRACEPOINT_PROVIDER system
        #undef LTTNG_UST_TRACEPOINT_INCLUDE
        #define LTTNG_UST_TRACEPOINT_INCLUDE "./provider.h"
        #if !defined(PROVIDER_H) || defined(LTTNG_UST_TRACEPOINT_HEADER_MULTI_READ)
        #define PROVIDER_H
        #include <lttng/tracepoint.h>
        LTTNG_UST_TRACEPOINT_EVENT(system, number, LTTNG_UST_TP_ARGS(int, value),
            LTTNG_UST_TP_FIELDS(lttng_ust_field_integer(int, value, value)))
        #endif
        #include <lttng/tracepoint-event.h>

        """;

    // The same loop as BenchTrace.Emit.
    private const string Main = """
        #define LTTNG_UST_TRACEPOINT_CREATE_PROBES
        #define LTTNG_UST_TRACEPOINT_DEFINE
        #include "provider.h"
        #include <stdio.h>
        #include <stdlib.h>
        #include <time.h>
        #define BATCH 200
        static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec * 1e-9; }
        static __attribute__((noinline)) void emit_batch(void) { for (int i = 0; i < BATCH; i++) lttng_ust_tracepoint(system, number, i); }
        int main(int argc, char **argv) {
            double rate = atof(argv[1]), length = atof(argv[2]), begin = now(), elapsed;
            long events = 0;
            do {
                emit_batch();
                events += BATCH;
                while (rate > 0 && events > (now() - begin) * rate) __builtin_ia32_pause();
                elapsed = now() - begin;
            } while (elapsed < length);
            printf("%ld %.6f\n", events, elapsed);
            return 0;
        }

        """;

    private readonly WorkFolder _folder;
    private readonly string _program;
    private readonly Process? _daemon;

    /// <exception cref="InvalidOperationException">A tool is missing, or does not work here.</exception>
    public LttngProgram(WorkFolder folder)
    {
        _folder = folder;
        string sources = folder.Next();
        Directory.CreateDirectory(sources);
        File.WriteAllText(Path.Combine(sources, "provider.h"), Provider);
        File.WriteAllText(Path.Combine(sources, "main.c"), Main);
        _program = Path.Combine(sources, "producer");
        Measuring.Execute("cc", "-O2", "-I", sources, "-o", _program, Path.Combine(sources, "main.c"), "-llttng-ust", "-ldl");
        try
        {
            Measuring.Execute("lttng", "--no-sessiond", "list");
        }
        catch (InvalidOperationException)
        {
            _daemon = Process.Start("lttng-sessiond", ["--no-kernel", "--quiet"]);
            SpinWait.SpinUntil(static () => Works(), TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Runs the producer in a new recording session.</summary>
    public RunResult Run(double perSecond, TimeSpan length)
    {
        string trace = _folder.Next();
        string session = "bench" + Path.GetFileName(_folder.Path).Replace("-", "", StringComparison.Ordinal) + Path.GetFileName(trace);
        Measuring.Execute("lttng", "create", session, "--output=" + trace);
        try
        {
            Measuring.Execute("lttng", "enable-event", "--session=" + session, "--userspace", "system:number");
            Measuring.Execute("lttng", "start", session);
            (string output, TimeSpan cpu) = Measuring.Execute(_program, Text(perSecond), Text(length.TotalSeconds));
            string[] printed = output.Split(' ');
            Measuring.Execute("lttng", "stop", session);
            long lost = DiscardedPattern().Matches(Measuring.Execute("lttng", "--mi=xml", "list", session).Output)
                .Sum(static match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
            long events = long.Parse(printed[0], CultureInfo.InvariantCulture);
            return new RunResult(events / double.Parse(printed[1], CultureInfo.InvariantCulture), lost, events, cpu);
        }
        finally
        {
            Measuring.Execute("lttng", "destroy", session);
            WorkFolder.Delete(trace);
        }
    }

    /// <summary>Ends the daemon if it is ours.</summary>
    public void Dispose()
    {
        if (_daemon is not null)
        {
            Measuring.Execute("kill", Text(_daemon.Id));
            _daemon.WaitForExit();
            _daemon.Dispose();
        }
    }

    private static bool Works()
    {
        try
        {
            Measuring.Execute("lttng", "--no-sessiond", "list");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    [GeneratedRegex("<discarded_events>([0-9]+)</discarded_events>")]
    private static partial Regex DiscardedPattern();
}
