using System.Globalization;
using System.Text.Json;
using Tracing.Control;
using Tracing.Tool.Control;
using Tracing.Tool.Output;

namespace Tracing.Tool.Live;

/// <summary>Begins to record a process.</summary>
internal static class RecordingStart
{
    /// <summary>Much longer than the time between two renewals, and what a process that lost its tracectl keeps its rings for.</summary>
    private const string Lease = "5s";

    /// <summary>Starts a session in a process. The client belongs to the result.</summary>
    /// <param name="client">The process.</param>
    /// <param name="plan">What is recorded.</param>
    /// <param name="isDetached">Whether it goes on when this program has ended.</param>
    /// <exception cref="ControlException">The process refuses.</exception>
    public static RecordedProcess Run(ControlClient client, RecordingPlan plan, bool isDetached = false)
    {
        WarnOfPatterns(client, plan);
        string folder = Path.Combine(plan.Folder, string.Create(CultureInfo.InvariantCulture, $"{client.Process.Name}-{client.Process.Pid}"));
        return (plan.IsOutside && !isDetached ? TryStartOutside(client, plan, folder) : null) ?? StartInside(client, plan, folder, isDetached);
    }

    /// <summary>Takes up the session that a process was started with; null if it has none. The client belongs to the result.</summary>
    /// <exception cref="ControlException">The process does not answer.</exception>
    public static RecordedProcess? TryFollow(ControlClient client, RecordingPlan plan) =>
        client.Sessions().FirstOrDefault(session => session.Name == plan.Session && session.Output is not null) is { } session
            ? new RecordedProcess(client, plan, session.Output!, session)
            : null;

    private static RecordedProcess StartInside(ControlClient client, RecordingPlan plan, string folder, bool isDetached)
    {
        SessionEntry session = client.Create(plan.Describe(plan.IsFlightRecorder ? null : folder, true), whileConnected: !isDetached);
        return new RecordedProcess(client, plan, folder, session);
    }

    // In this order nothing is lost: events come when somebody drains them.
    private static RecordedProcess? TryStartOutside(ControlClient client, RecordingPlan plan, string folder)
    {
        client.Create(plan.Describe(null, false), isOutside: true, whileConnected: true);
        OutsideDrain? drain = null;
        try
        {
            client.Change(ControlMethods.StartSession, plan.Session);
            drain = new OutsideDrain(client.TakeConsumer(plan.Session, Lease, SharesFiles(client.Process.Pid) ? folder : null), folder);
            foreach (JsonElement rule in plan.Rules)
            {
                client.Enable(plan.Session, plan.Channel, rule);
            }

            return new RecordedProcess(client, plan, folder, client.Sessions(plan.Session)[0], drain);
        }
        catch (Exception exception)
        {
            client.Change(ControlMethods.DestroySession, plan.Session);
            drain?.WaitForEnd(ProcessFinder.EndPatience);
            drain?.Dispose();
            if (exception is IOException && drain is null)
            {
                // As in another container. Its own consumer can write all the same.
                Messages.Warn($"{client.Name} is recorded by itself: {exception.Message}");
                return null;
            }

            throw;
        }
    }

    /// <summary>Whether a process sees the same files by the same names.</summary>
    private static bool SharesFiles(int processId)
    {
        try
        {
            string own = new FileInfo("/proc/self/ns/mnt").LinkTarget ?? "";
            return !OperatingSystem.IsLinux() || new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/ns/mnt")).LinkTarget == own;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void WarnOfPatterns(ControlClient client, RecordingPlan plan)
    {
        foreach (string pattern in plan.Patterns)
        {
            if (!client.HasMatch(pattern, out string[] near))
            {
                Messages.Warn($"no tracepoint that {client.Name} has now matches '{pattern}'.{NearMiss.Hint(near)}");
            }
        }
    }
}
