using System.Globalization;
using Tracing.ToolBench;

// record DIR [EVENTS]: a trace to measure with. view DIR [RUNS], stats DIR [RUNS]: the tool beside what it is measured against.
const int DefaultEvents = 5_000_000;
const int DefaultRuns = 5;

return args switch
{
    ["record", var folder, .. var rest] => Record(folder, rest is [var events] ? Number(events) : DefaultEvents),
    ["view", var folder, .. var rest] => Comparison.View(folder, rest is [var runs] ? Number(runs) : DefaultRuns),
    ["stats", var folder, .. var rest] => Comparison.Stats(folder, rest is [var runs] ? Number(runs) : DefaultRuns),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Record(string folder, int events)
{
    Recorder.Record(folder, events);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("Tracing.ToolBench record DIR [EVENTS] | view DIR [RUNS] | stats DIR [RUNS]");
    return 2;
}
