using System.Text.Json;
using Tracing.Tool.Analysis;

namespace Tracing.Tool.Output;

/// <remarks>JSON: sizes in bytes, times in ns since the clock's origin, rates in 1/s.</remarks>
internal sealed partial class StatsReport
{
    /// <summary>Writes it for a program.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("path", input.Reader.Path);
        json.WriteNumber("fileBytes", input.SizeBytes);
        json.WriteNumber("events", statistics.All.Events);
        json.WriteNumber("eventBytes", statistics.All.SizeBytes);
        if (statistics.Last >= statistics.First)
        {
            json.WriteNumber("first", statistics.First);
            json.WriteNumber("last", statistics.Last);
            json.WriteNumber("durationNs", statistics.Duration);
            json.WriteNumber("rate", statistics.RateOf(statistics.All.Events));
        }

        json.WriteStartArray("byEvent");
        foreach ((string name, Tally tally) in statistics.Events.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            WriteTally(tally, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("byThread");
        foreach (((long process, long id, string label), Tally tally) in statistics.Threads.OrderBy(static pair => pair.Key))
        {
            json.WriteStartObject();
            json.WriteString("thread", label);
            if (process >= 0)
            {
                json.WriteNumber("pid", process);
            }

            if (id >= 0)
            {
                json.WriteNumber("tid", id);
            }

            WriteTally(tally, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteStreams(json);
        WriteLosses(json);
        json.WriteStartArray("problems");
        foreach (Tracing.Reader.TraceProblem problem in statistics.Problems)
        {
            json.WriteStringValue(problem.ToString());
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteTally(Tally tally, Utf8JsonWriter json)
    {
        json.WriteNumber("count", tally.Events);
        json.WriteNumber("bytes", tally.SizeBytes);
        json.WriteNumber("rate", statistics.RateOf(tally.Events));
        json.WriteNumber("share", statistics.All.Bits > 0 ? (double)tally.Bits / statistics.All.Bits : 0);
    }

    private void WriteStreams(Utf8JsonWriter json)
    {
        json.WriteStartArray("streams");
        foreach ((string name, StreamStatistics stream) in statistics.Streams.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("stream", name);
            json.WriteNumber("packets", stream.Packets.Count);
            json.WriteNumber("events", stream.Events);
            json.WriteNumber("bytes", stream.SizeBytes);
            json.WriteNumber("lostEvents", LostOf(name, isPackets: false));
            json.WriteNumber("lostPackets", LostOf(name, isPackets: true));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (!hasPackets)
        {
            return;
        }

        json.WriteStartArray("packets");
        foreach (PacketStatistics packet in Packets())
        {
            json.WriteStartObject();
            json.WriteString("file", packet.File);
            json.WriteNumber("number", packet.Number);
            WriteTime("begin", packet.Begin, json);
            WriteTime("end", packet.End, json);
            json.WriteNumber("bytes", packet.SizeBytes);
            json.WriteNumber("events", packet.Events);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteLosses(Utf8JsonWriter json)
    {
        json.WriteStartArray("lost");
        foreach (Loss loss in statistics.Losses)
        {
            json.WriteStartObject();
            json.WriteNumber(loss.IsPackets ? "packets" : "events", loss.Count);
            json.WriteString("stream", loss.Stream);
            WriteTime("from", loss.From, json);
            WriteTime("to", loss.To, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTime(string name, long? time, Utf8JsonWriter json)
    {
        if (time is long known)
        {
            json.WriteNumber(name, known);
        }
    }
}
