namespace Tracing.Registry;

/// <summary>What is known of one tracepoint without running it. Immutable, but for what is attached to it.</summary>
public sealed class TracepointDescriptor
{
    internal TracepointDescriptor(
        TracepointProvider provider, int index, string name, TracepointLevel level, string? format, string fields, string? sourceFile, int sourceLine)
    {
        Provider = provider;
        Index = index;
        Name = name;
        FullName = provider.Name + ":" + name;
        Level = level;
        Format = format;
        Fields = fields;
        SourceFile = sourceFile;
        SourceLine = sourceLine;
    }

    /// <summary>The provider that declares it.</summary>
    public TracepointProvider Provider { get; }

    /// <summary>Its place among the provider's tracepoints, from 0.</summary>
    public int Index { get; }

    /// <summary>The second half of the event's name.</summary>
    public string Name { get; }

    /// <summary>The event's name: <c>provider:name</c>.</summary>
    public string FullName { get; }

    /// <summary>How severe or detailed its events are.</summary>
    public TracepointLevel Level { get; }

    /// <summary>The marker's sentence with its placeholders; null for a plain tracepoint.</summary>
    public string? Format { get; }

    /// <summary>The fields as TSDL declarations (CTF 1.8), one a line; empty without parameters.</summary>
    public string Fields { get; }

    /// <summary>The file that declares it: relative to its project, or without a folder if it lies outside. Null when unknown.</summary>
    public string? SourceFile { get; }

    /// <summary>The line of its declaration in <see cref="SourceFile"/>, from 1; 0 when unknown.</summary>
    public int SourceLine { get; }

    /// <summary>A number that no other tracepoint of this process has or had.</summary>
    internal int Number => Provider.FirstNumber + Index;
}
