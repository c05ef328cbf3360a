using Tracing.Reader.Copying;
using Tracing.Reader.Merging;
using Tracing.Reader.Metadata;

namespace Tracing.Reader;

/// <summary>Whether an event is wanted.</summary>
/// <param name="item">The event; valid during the call.</param>
public delegate bool TraceEventPredicate(in TraceEvent item);

/// <summary>What a copy holds.</summary>
/// <param name="Events">Events.</param>
/// <param name="Packets">Packets that they are in.</param>
/// <param name="Problems">What could not be read.</param>
public sealed record TraceCopy(long Events, long Packets, IReadOnlyList<TraceProblem> Problems);

/// <remarks>Copying.</remarks>
public sealed partial class TraceReader
{
    /// <summary>
    /// Writes a copy with some of the events: CTF 1.8 with the same metadata, and packets like those that they were in. Losses
    /// between events of the copy stay in it.
    /// </summary>
    /// <param name="folder">A folder that is empty or not there yet.</param>
    /// <param name="predicate">Which events; null for all in the reader's range of time.</param>
    /// <exception cref="IOException">The folder is in use, or cannot be written.</exception>
    /// <exception cref="TraceFormatException">
    /// Something is wrong, in strict mode; or the packets do not say when they begin, and events are left out between which more
    /// time passes than their timestamps tell.
    /// </exception>
    public TraceCopy CopyTo(string folder, TraceEventPredicate? predicate = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new IOException($"The folder '{folder}' is not empty.");
        }

        foreach (TraceDescription trace in Traces)
        {
            string target = System.IO.Path.Combine(folder, trace.RelativePath);
            Directory.CreateDirectory(target);
            string text = ReadMetadata(trace.Path).TrimStart();
            File.WriteAllText(
                System.IO.Path.Combine(target, MetadataFile.FileName),
                text.StartsWith(MetadataFile.Signature, StringComparison.Ordinal) ? text : $"{MetadataFile.Signature} */\n\n{text}");
        }

        var problems = new List<TraceProblem>(Problems);
        long events = 0, packets = 0;
        foreach (TraceStream stream in Streams)
        {
            Copy(stream, folder, predicate, problems, ref events, ref packets);
        }

        return new TraceCopy(events, packets, problems);
    }

    private void Copy(TraceStream stream, string folder, TraceEventPredicate? predicate, List<TraceProblem> problems, ref long events, ref long packets)
    {
        var files = new Dictionary<string, CopiedStream>(StringComparer.Ordinal);
        var numbering = new PacketNumbering();
        ulong lostPackets = 0;
        try
        {
            foreach (TraceEvent item in ItemsOf(stream))
            {
                switch (item.Kind)
                {
                    case TraceItemKind.Problem:
                        problems.Add(item.Problem!);
                        break;
                    case TraceItemKind.LostPackets:
                        lostPackets += item.LostCount;
                        break;
                    case TraceItemKind.Event when predicate is null || predicate(item):
                        StreamCursor cursor = item.Cursor;
                        string path = cursor.File.RelativePath;
                        if (!files.TryGetValue(path, out CopiedStream? file))
                        {
                            files.Add(path, file = new CopiedStream(System.IO.Path.Combine(folder, path), numbering));
                        }

                        file.Add(cursor, lostPackets);
                        lostPackets = 0;
                        events++;
                        break;
                }
            }
        }
        finally
        {
            foreach (CopiedStream file in files.Values)
            {
                file.Dispose();
            }
        }

        packets += files.Values.Sum(static file => file.Packets);
    }
}
