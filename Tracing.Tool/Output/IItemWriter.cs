using Tracing.Reader;

namespace Tracing.Tool.Output;

/// <summary>A form in which a trace's items are written.</summary>
internal interface IItemWriter
{
    /// <summary>Writes one.</summary>
    void Write(in TraceEvent item);
}
