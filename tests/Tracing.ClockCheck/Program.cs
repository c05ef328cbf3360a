using System.Globalization;
using Tracing.ClockCheck;
using Tracing.Runtime;
using Tracing.Runtime.Clock;

// Measures what the unit tests only sample: causal order over many events, and the distance to CLOCK_MONOTONIC over time.
// The clock is the best of the machine, or what TRACING_CLOCK says.
const string Usage = """
    usage: Tracing.ClockCheck order COUNT [lock|spin|cas]...   events handed from thread to thread; how many stand before their cause
           Tracing.ClockCheck drift SECONDS                    distance to CLOCK_MONOTONIC, with the fitter at work as in a session
           Tracing.ClockCheck cost                             nanoseconds a reading
    """;

try
{
    ClockKind? forced = ClockKinds.Parse(Environment.GetEnvironmentVariable("TRACING_CLOCK"), "TRACING_CLOCK");
    return args switch
    {
        ["order", var count, .. var ways] when TryParse(count, out long events) => OrderCheck.Run(forced, events, ways),
        ["drift", var seconds] when TryParse(seconds, out long duration) => DriftCheck.Run(forced, duration),
        ["cost"] => CostCheck.Run(forced),
        _ => Fail(Usage),
    };
}
catch (InvalidOperationException exception)
{
    return Fail(exception.Message);
}

static bool TryParse(string text, out long number) =>
    long.TryParse(text, NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number) && number > 0;

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}
