using Tracing.Reader;
using Tracing.Tool.Output;

namespace Tracing.Tool.Reading;

/// <summary>What a command line asks of a trace, as it was written.</summary>
internal sealed record TraceRequest
{
    public string[] Events { get; init; } = [];

    public long[] ThreadIds { get; init; } = [];

    public string? Filter { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public bool Strict { get; init; }

    /// <summary>In which zone times without one are.</summary>
    public TimeStyle Time { get; init; }

    /// <summary>The filter, or null.</summary>
    /// <exception cref="UsageException">It is wrong.</exception>
    public TraceFilter? ParseFilter()
    {
        try
        {
            return Filter is null ? null : TraceFilter.Parse(Filter);
        }
        catch (TraceFilterException exception)
        {
            throw new UsageException("the filter is wrong, " + exception.Message);
        }
    }
}
