using Tracing.Reader;

namespace Tracing.Tool.Reading;

/// <summary>A trace that a command reads, with what of it is wanted.</summary>
internal sealed class TraceInput
{
    private TraceInput(TraceReader reader, EventSelection selection, long begin)
    {
        Reader = reader;
        Selection = selection;
        Begin = begin;
    }

    public TraceReader Reader { get; }

    public EventSelection Selection { get; }

    /// <summary>The time of the first item that has one and is not the tracer's own, else of the first that has one, in ns; 0 if none has.</summary>
    public long Begin { get; }

    /// <summary>Bytes of all stream files.</summary>
    public long SizeBytes => Reader.Traces.Sum(static trace => Directory.EnumerateFiles(trace.Path)
        .Where(static file => Path.GetFileName(file) is var name && name != "metadata" && !name.StartsWith('.'))
        .Sum(static file => new FileInfo(file).Length));

    /// <summary>Opens a trace.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="request">What is wanted of it.</param>
    /// <exception cref="ToolException">It cannot be opened, or what is wanted makes no sense.</exception>
    public static TraceInput Open(string path, TraceRequest request)
    {
        TraceFilter? filter = request.ParseFilter();
        TraceReader reader = OpenReader(path, new TraceReaderOptions { Strict = request.Strict });
        if (filter is not null && reader.Traces.Count > 0 && reader.Traces.All(trace => filter.Explain(trace) is not null))
        {
            throw new UsageException("the filter matches no event of this trace: " + filter.Explain(reader.Traces[0]));
        }

        long begin = FindBegin(reader);
        long from = request.From is null ? long.MinValue : TimeArgument.Parse(request.From, "--from", begin, request.Time);
        long to = request.To is null ? long.MaxValue : TimeArgument.Parse(request.To, "--to", begin, request.Time);
        if (from != long.MinValue || to != long.MaxValue)
        {
            reader = OpenReader(path, new TraceReaderOptions { Strict = request.Strict, From = from, To = to });
        }

        var selection = new EventSelection { Patterns = request.Events, ThreadIds = request.ThreadIds, Filter = filter, From = from, To = to };
        return new TraceInput(reader, selection, begin);
    }

    private static TraceReader OpenReader(string path, TraceReaderOptions options)
    {
        try
        {
            return TraceReader.Open(path, options);
        }
        catch (Exception exception) when (exception is DirectoryNotFoundException or TraceFormatException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException(exception.Message);
        }
    }

    private static long FindBegin(TraceReader reader)
    {
        long? first = null;
        try
        {
            foreach (TraceEvent item in reader)
            {
                if (item.HasTimestamp)
                {
                    first ??= item.Timestamp;
                    if (item.Class is not { IsState: true })
                    {
                        return item.Timestamp;
                    }
                }
            }
        }
        catch (TraceFormatException exception)
        {
            throw new ToolException(exception.Message);
        }

        return first ?? 0;
    }
}
