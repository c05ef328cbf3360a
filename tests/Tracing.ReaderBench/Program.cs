using System.Globalization;
using Tracing.ReaderBench;

// How fast the reader is beside babeltrace2, and how much memory a large trace takes.
const string Usage = """
    usage: Tracing.ReaderBench speed [EVENTS]          records a trace with LTTng-UST if its tools are there, else with this project, and reads it
           Tracing.ReaderBench speed-of TRACE          the same with a trace that there is
           Tracing.ReaderBench memory [GIB] [STREAMS]  makes a trace of so many GiB in the folder for temporary files, and reads it
    """;
const long DefaultEvents = 8_000_000;

switch (args)
{
    case ["speed", .. var rest] when TryParse(rest, 0, DefaultEvents, out long events):
        string folder = Directory.CreateTempSubdirectory("tracing-readerbench-").FullName;
        try
        {
            string trace = LttngRecording.TryRecord(folder, events) ?? SdkRecording.Record(folder, events);
            SpeedCheck.Run(trace);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    case ["speed-of", var path]:
        SpeedCheck.Run(path);
        return 0;
    case ["memory", .. var rest] when TryParse(rest, 0, 5, out long gibibytes) & TryParse(rest, 1, 4, out long streams):
        MemoryCheck.Run(gibibytes, (int)streams);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

static bool TryParse(string[] arguments, int index, long otherwise, out long number)
{
    number = otherwise;
    return arguments.Length <= index
        || (long.TryParse(arguments[index], NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0);
}
