using System.Globalization;
using System.IO.Pipelines;
using Tracing.Reader.Tests.Typed;

namespace Tracing.Reader.Tests.Documentation;

/// <summary>The code that docs/reader.md shows, between marks; <see cref="SnippetTests"/> runs it and compares.</summary>
internal static class Snippets
{
    public static void Read(string path, TextWriter output)
    {
        // snippet: read
        foreach (TraceEvent e in TraceReader.Open(path))
        {
            switch (e.Kind)
            {
                case TraceItemKind.Event when e.Name == "shop:OrderPlaced":
                    long id = e["orderId"].AsInt64();
                    decimal total = e[2].AsDecimal();
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{e.Time:O} order {id}: {total}"));
                    break;
                case TraceItemKind.LostEvents:
                    output.WriteLine($"{e.LostCount} events are missing here");
                    break;
                case TraceItemKind.Problem:
                    output.WriteLine(e.Problem);
                    break;
            }
        }

        // end
    }

    public static void ReadTyped(string path, TextWriter output)
    {
        // snippet: typed
        TraceReader trace = TraceReader.Open(path);
        foreach ((TraceEvent e, ShopTrace.Records.OrderPlaced order) in trace.Of<ShopTrace.Records.OrderPlaced>())
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{e.Timestamp}: {order.Customer} pays {order.Total}"));
        }

        // end
    }

    public static void Seek(string path, long from, TextWriter output)
    {
        // snippet: seek
        TraceReader trace = TraceReader.Open(path);
        foreach (TraceEvent e in trace.Between(from, from + 1_000_000_000))
        {
            output.WriteLine(e);
        }

        // end
    }

    public static void Summarize(string path, TextWriter output)
    {
        // snippet: summary
        TraceSummary summary = TraceReader.Open(path).Summarize();
        output.WriteLine($"{summary.Events} events, {summary.LostEvents} lost, {summary.ProblemCount} problems");

        // end
    }

    // snippet: visitor
    private struct LongestText : IFieldVisitor
    {
        public int Length { get; private set; }

        public void OnText(FieldInfo field, ReadOnlySpan<byte> utf8) => Length = Math.Max(Length, utf8.Length);

        public void OnSigned(FieldInfo field, long value) { }

        public void OnUnsigned(FieldInfo field, ulong value) { }

        public void OnFloat(FieldInfo field, double value) { }

        public void OnBegin(FieldInfo field, int count) { }

        public void OnEnd(FieldInfo field) { }
    }

    public static int FindLongestText(string path)
    {
        var visitor = new LongestText();
        foreach (TraceEvent e in TraceReader.Open(path))
        {
            e.Fields.Visit(ref visitor);
        }

        return visitor.Length;
    }

    // end

    public static async Task Follow(string path, Func<TraceEvent, bool> isLast, CancellationToken cancellation)
    {
        // snippet: follow
        using TraceFollower follower = TraceFollower.Open(path);
        await foreach (TraceEvent e in follower.ReadAllAsync(cancellation))
        {
            if (isLast(e))
            {
                follower.Complete();
            }
        }

        // end
    }

    public static async Task Send(PipeWriter output, byte[] metadata, byte[] packet)
    {
        // snippet: send
        TraceFrames.WriteMetadata(output, metadata);
        TraceFrames.WritePacket(output, packet);
        await output.FlushAsync();

        // end
    }

    public static async Task Receive(PipeReader input, TextWriter log, CancellationToken cancellation)
    {
        // snippet: receive
        await foreach (TraceEvent e in TraceReader.ReadAsync(input, cancellation: cancellation))
        {
            log.WriteLine(e);
        }

        // end
    }
}
