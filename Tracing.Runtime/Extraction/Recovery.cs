using Tracing.Format;
using Tracing.Runtime.Output;
using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Extraction;

/// <summary>Completes the trace of a session whose process died, from its ring files.</summary>
internal static class Recovery
{
    /// <summary>How many rings a session left, and how many events in them are not in the output. Under a <see cref="SessionHold"/>.</summary>
    public static Remainder Count(string sessionFile)
    {
        long events = 0;
        bool isWrittenOut = true;
        List<RingFile> rings = OpenRings(sessionFile);
        ClaimLine[] claims = ClaimFile.ReadAll(Path.GetDirectoryName(sessionFile)!);
        try
        {
            foreach (RingFile ring in rings)
            {
                var recovered = new RecoveredRing(ring, claims);
                events += recovered.Remaining;
                isWrittenOut &= recovered.IsWrittenOut;
            }

            return new Remainder(rings.Count, events, isWrittenOut && !HasUnreadable(sessionFile));
        }
        finally
        {
            rings.ForEach(static ring => ring.Close());
        }
    }

    /// <summary>Writes out what is left and removes it.</summary>
    public static long Recover(string sessionFile, string? output)
    {
        using SessionHold hold = Hold(sessionFile);
        SessionRemains remains = SessionRemains.Read(hold.ReadAll());
        string folder = Path.GetFullPath(output ?? remains.Output ?? throw new InvalidOperationException(
            $"Session '{remains.Name}' had no output that could be completed. Name a folder to recover it to."));
        return RecoverHeld(sessionFile, remains, folder, completes: output is null);
    }

    /// <summary>Writes out what is left and removes it. Under a <see cref="SessionHold"/>.</summary>
    /// <param name="sessionFile">The session's file.</param>
    /// <param name="remains">What it says.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="completes">Whether what was written before is there.</param>
    /// <returns>How many events were written.</returns>
    public static long RecoverHeld(string sessionFile, SessionRemains remains, string folder, bool completes)
    {
        List<RingFile> rings = OpenRings(sessionFile);
        ClaimLine[] claims = ClaimFile.ReadAll(Path.GetDirectoryName(sessionFile)!);
        try
        {
            long events = 0;
            RecoveredChunks? chunks = completes ? new RecoveredChunks(folder, remains) : null;
            using (FolderOutput trace = chunks?.Reopen() ?? new FolderOutput(folder))
            {
                foreach (RingFile file in rings)
                {
                    var ring = new RecoveredRing(file, claims);
                    if (remains.Channels.TryGetValue(ring.StreamClass, out string? channel))
                    {
                        events += ring.Write(trace, channel, chunks);
                    }
                }

                if (!completes)
                {
                    trace.AppendMetadata(remains.Metadata);
                }

                if (TraceIdOf(sessionFile) is { } traceId)
                {
                    // No ring knows how long the streams of own events are.
                    foreach (string name in OwnStream.Names)
                    {
                        StreamRepair.CutBack(trace.PathOf(name), traceId);
                    }

                    if (remains.IsLent)
                    {
                        Array.ForEach(OwnMail.Of(sessionFile, Path.GetDirectoryName(trace.PathOf(OwnStream.Name))!, traceId), static mail => mail.Copy());
                    }
                }
            }

            DeleteHeld(sessionFile);
            return events;
        }
        finally
        {
            rings.ForEach(static ring => ring.Close());
        }
    }

    /// <summary>Removes a session's files.</summary>
    public static void Delete(string sessionFile)
    {
        using (Hold(sessionFile))
        {
            DeleteHeld(sessionFile);
        }
    }

    /// <summary>Removes a session's files, and the process's folder with the last of them. Under a <see cref="SessionHold"/>.</summary>
    public static void DeleteHeld(string sessionFile)
    {
        List<RingFile> rings = OpenRings(sessionFile);
        rings.ForEach(static ring => ring.Dispose());
        OwnMail.Delete(sessionFile);
        RingFolder.DeleteFile(sessionFile);

        // Last: who waits for it sees that all is done.
        RingFolder.DeleteFile(ConsumerLock.PathOf(sessionFile));
        string folder = Path.GetDirectoryName(sessionFile)!;
        if (!Directory.EnumerateFiles(folder, "*" + SessionFile.Extension).Any() && DeadProcess.Parse(folder) is not { IsAlive: true })
        {
            // With them a ring of which there is no more than a name: the process died when it was making it.
            foreach (string file in (string[])[.. Directory.GetFiles(folder, "*" + ClaimFile.Extension), .. Directory.GetFiles(folder, "*" + RingFolder.RingExtension)])
            {
                RingFolder.DeleteFile(file);
            }
        }

        RingFolder.RemoveIfEmpty(folder);
    }

    private static SessionHold Hold(string sessionFile)
    {
        if (SessionHold.TryTake(sessionFile) is { } hold)
        {
            return hold;
        }

        if (!File.Exists(sessionFile))
        {
            throw new InvalidOperationException("There is nothing left to recover: somebody did, or deleted it.");
        }

        throw new IOException($"The session file '{sessionFile}' is in use: its process lives after all, or another one is recovering the session. Try again later.");
    }

    /// <summary>Whether there are rings of another version, which somebody else may be able to recover.</summary>
    private static bool HasUnreadable(string sessionFile) => TraceIdOf(sessionFile) is { } traceId && RingPaths(sessionFile).Any(path => RingFile.IsOfAnotherVersion(path, traceId));

    private static IEnumerable<string> RingPaths(string sessionFile) => Directory.EnumerateFiles(Path.GetDirectoryName(sessionFile)!, "*" + RingFolder.RingExtension);

    private static List<RingFile> OpenRings(string sessionFile)
    {
        var rings = new List<RingFile>();
        if (TraceIdOf(sessionFile) is not { } traceId)
        {
            return rings;
        }

        foreach (string path in RingPaths(sessionFile))
        {
            try
            {
                if (RingFile.TryOpen(path, traceId) is { } ring)
                {
                    rings.Add(ring);
                }
            }
            catch (FileNotFoundException)
            {
                // Another session's, which somebody is removing.
            }
        }

        return rings;
    }

    private static Guid? TraceIdOf(string sessionFile) =>
        Guid.TryParseExact(Path.GetFileNameWithoutExtension(sessionFile), "N", out Guid traceId) ? traceId : null;
}
