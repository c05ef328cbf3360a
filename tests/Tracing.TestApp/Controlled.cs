using System.Globalization;

namespace TestApp;

/// <summary>An application that is looked at and recorded from outside: it does what its standard input says, and ends with it.</summary>
internal static class Controlled
{
    /// <summary>Lines: <c>emit COUNT</c>; <c>starve</c>, which blocks the thread pool; <c>threads</c>, <c>memory</c>, which print a number. Each is answered with a line.</summary>
    public static void Run()
    {
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            switch (words[0])
            {
                case "emit":
                    Emit(int.Parse(words[1], CultureInfo.InvariantCulture));
                    Console.WriteLine("emitted");
                    break;
                case "threads":
                    Console.WriteLine(Directory.GetDirectories("/proc/self/task").Length);
                    break;
                case "memory":
                    Console.WriteLine(Environment.WorkingSet);
                    break;
                case "starve":
                    Starve();
                    Console.WriteLine("starved");
                    break;
                default:
                    Console.WriteLine("?");
                    break;
            }
        }
    }

    private static void Emit(int count)
    {
        for (int i = 0; i < count; i++)
        {
            AppTrace.Number(i);
        }
    }

    /// <summary>More work that never ends than the pool will ever have threads for in a test's time.</summary>
    private static void Starve()
    {
        for (int i = 0; i < 10_000; i++)
        {
            ThreadPool.QueueUserWorkItem(static _ => Thread.Sleep(Timeout.Infinite));
        }
    }
}
