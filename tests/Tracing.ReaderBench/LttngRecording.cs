using System.Globalization;

namespace Tracing.ReaderBench;

/// <summary>Records the program in the folder Native with LTTng-UST: compiled here, every event kept, with the thread's id as context.</summary>
internal static class LttngRecording
{
    private const string Session = "tracing-readerbench";

    /// <summary>The trace's folder, or null where LTTng's tools or a C compiler are missing.</summary>
    /// <param name="folder">Where to work.</param>
    /// <param name="events">About how many events.</param>
    public static string? TryRecord(string folder, long events)
    {
        foreach (string source in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Native")))
        {
            File.Copy(source, Path.Combine(folder, Path.GetFileName(source)));
        }

        if (!Tools.TryRun(folder, "cc", "-O2", "-I.", "-o", "bench", "bench.c", "-llttng-ust", "-llttng-ust-common", "-ldl"))
        {
            return null;
        }

        string trace = Path.Combine(folder, "trace");
        if (!Tools.TryRun(folder, "lttng", "create", Session, "--output", trace))
        {
            return null;
        }

        try
        {
            // A full ring waits for the consumer, so that all events are there.
            bool isRecorded =
                Tools.TryRun(folder, "lttng", "enable-channel", "-u", "c", "--subbuf-size", "1M", "--num-subbuf", "16", "--blocking-timeout", "inf")
                && Tools.TryRun(folder, "lttng", "enable-event", "-u", "bench:*", "-c", "c")
                && Tools.TryRun(folder, "lttng", "add-context", "-u", "-t", "vtid", "-c", "c")
                && Tools.TryRun(folder, "lttng", "start")
                && Tools.TryRun(folder, [("LTTNG_UST_ALLOW_BLOCKING", "1")], Path.Combine(folder, "bench"), events.ToString(CultureInfo.InvariantCulture))
                && Tools.TryRun(folder, "lttng", "stop");
            Console.WriteLine("trace: LTTng-UST");
            return isRecorded ? trace : null;
        }
        finally
        {
            Tools.TryRun(folder, "lttng", "destroy", Session);
        }
    }
}
