using Tracing.Runtime;

namespace TestApp;

/// <summary>Wrong use that concerns the whole process, so that a test cannot do it in its own.</summary>
internal static class Misuse
{
    /// <summary>Does it, and prints what came of it.</summary>
    public static int? Run(string mode)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"tracing-testapp-{Environment.ProcessId}");
        try
        {
            switch (mode)
            {
                case "channels":
                    UseUpChannels(folder);
                    break;
                case "no-memory":
                    EmitAndCount(folder);
                    break;
                case "session":
                    Catch(() => EmitAndCount(folder));
                    break;
                default:
                    throw new ArgumentException($"No mode '{mode}'.", nameof(mode));
            }

            return null;
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static void UseUpChannels(string folder)
    {
        using TraceSession session = TraceSession.Create("many", new TraceSessionOptions { Output = folder });
        var channels = new List<TraceChannel>();
        Catch(() =>
        {
            while (channels.Count < 1000)
            {
                channels.Add(session.AddChannel($"channel-{channels.Count}"));
            }
        });
        Console.WriteLine($"channels {channels.Count}");

        // The session is as good as before, and after it there is room again.
        session.Enable("app:Number", channels[^1]);
        session.Start();
        AppTrace.Number(1);
        session.Stop();
        Console.WriteLine($"recorded {session.Statistics.Recorded}");
        session.Dispose();
        using TraceSession next = TraceSession.Create("next", new TraceSessionOptions { Output = folder });
        next.AddChannel("fits");
        Console.WriteLine("fits again");
    }

    private static void EmitAndCount(string folder)
    {
        using TraceSession session = TraceSession.Start(folder, "app:Number");
        const int Events = 1000;
        for (int i = 0; i < Events; i++)
        {
            AppTrace.Number(i);
        }

        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Console.WriteLine($"recorded {statistics.Recorded} discarded {statistics.Discarded} rings {statistics.Channels[0].Rings}");
    }

    private static void Catch(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            Console.WriteLine($"{exception.GetType().Name}: {exception.Message}");
        }
    }
}
