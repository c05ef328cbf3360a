using Tracing.Tool.Control;

namespace Tracing.Tool.Live;

/// <summary>Finds processes that start while a recording runs.</summary>
/// <param name="known">Sockets of processes that are no news.</param>
/// <param name="take">Takes a process if it is wanted; the client is its own then.</param>
internal sealed class ProcessScan(IEnumerable<string> known, Func<ControlClient, ScanResult> take)
{
    /// <summary>A process whose endpoint is there may not have made its session yet.</summary>
    private const int Tries = 10;

    /// <summary>One that does not answer at once is asked again in the next round.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> _done = [.. known];
    private readonly Dictionary<string, int> _tries = [];

    /// <summary>Looks for new ones.</summary>
    public void Run()
    {
        foreach ((_, string path) in ProcessFinder.Sockets())
        {
            if (_done.Contains(path))
            {
                continue;
            }

            if (Take(path) != ScanResult.NotYet || (_tries[path] = _tries.GetValueOrDefault(path) + 1) >= Tries)
            {
                _done.Add(path);
                _tries.Remove(path);
            }
        }
    }

    private ScanResult Take(string path)
    {
        ControlClient? client = null;
        var result = ScanResult.NotYet;
        try
        {
            client = ControlClient.Connect(path, s_patience);
            return result = take(client);
        }
        catch (ControlException)
        {
            // It is just starting, or just ending.
            return ScanResult.NotYet;
        }
        finally
        {
            if (result != ScanResult.Taken)
            {
                client?.Dispose();
            }
        }
    }
}

/// <summary>What becomes of a process that was found.</summary>
internal enum ScanResult
{
    /// <summary>It is recorded.</summary>
    Taken,

    /// <summary>It is none of those that are asked for.</summary>
    NotWanted,

    /// <summary>It may be wanted in a moment.</summary>
    NotYet,
}
