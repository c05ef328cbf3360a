using System.IO.MemoryMappedFiles;
using Tracing.Runtime;
using Tracing.Runtime.SharedMemory;
using Tracing.Tool.Output;

namespace Tracing.Tool.Doctor;

/// <summary>Whether there is shared memory for rings, and what lies in it.</summary>
internal static class MemoryChecks
{
    /// <summary>What one channel of the default size may take for its rings (<see cref="ChannelOptions"/>).</summary>
    private const long WantedBytes = 64L << 20;

    /// <summary>A page: enough to see that mapping works.</summary>
    private const int ProbeBytes = 4096;

    public static IEnumerable<Finding> Run() => [Map(), Space(), Leftovers()];

    private static Finding Map()
    {
        string? path = null;
        try
        {
            path = RingFolder.PathOf("doctor.tmp");
            using (MemoryMappedFile file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, mapName: null, ProbeBytes))
            using (MemoryMappedViewAccessor view = file.CreateViewAccessor())
            {
                view.Write(0, 1);
            }

            string folder = Path.GetDirectoryName(Path.GetDirectoryName(path))!;
            return new Finding("rings", Verdict.Good, $"in {folder}, for this user only");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Finding("rings", Verdict.Bad, exception.Message, "Let this user write to /dev/shm (or to the temporary folder, where there is none).");
        }
        finally
        {
            if (path is not null)
            {
                RingFolder.DeleteFile(path);
            }

            RingFolder.RemoveIfEmpty();
        }
    }

    private static Finding Space()
    {
        string place = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        try
        {
            var drive = new DriveInfo(place);
            string text = $"{Numbers.Bytes(drive.AvailableFreeSpace)} of {Numbers.Bytes(drive.TotalSize)} free in {place}";
            return drive.AvailableFreeSpace >= WantedBytes
                ? new Finding("space", Verdict.Good, text)
                : new Finding("space", Verdict.Poor, $"{text}, and a channel may take {Numbers.Bytes(WantedBytes)}", "In a container: more with --shm-size=1g, or limit the channels' memory (--max-memory). 'tracectl recover' frees what dead processes left.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Finding("space", Verdict.Poor, $"nobody says how much is free in {place}: {exception.Message}");
        }
    }

    private static Finding Leftovers()
    {
        IReadOnlyList<RecoverableTrace> left = TraceRecovery.Find();
        return left.Count == 0
            ? new Finding("leftovers", Verdict.Good, "no dead process left anything")
            : new Finding("leftovers", Verdict.Poor, $"dead processes left {Numbers.Counted(left.Count, "session")} with {Numbers.Count(left.Sum(static trace => trace.Events))} events", "'tracectl recover' lists them, and 'tracectl recover --write' completes their traces.");
    }
}
