namespace Tracing.Runtime;

/// <summary>A configuration is wrong, or asks for what cannot be had.</summary>
/// <remarks>The message begins with the place, as in <c>tracing.json(12,7): $.sessions[0].name: …</c>, and says what is allowed there (docs/configuration.md).</remarks>
public sealed class TraceConfigurationException : Exception
{
    internal TraceConfigurationException(string source, int line, int column, string path, string message, Exception? inner = null)
        : base($"{source}({line},{column}): {path}: {message}", inner)
    {
        File = source;
        Line = line;
        Column = column;
        Path = path;
        Reason = message;
    }

    /// <summary>The file, as it was named; where the configuration came in another way, what it came by.</summary>
    public string File { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The place in the line, in UTF-16 units, from 1.</summary>
    public int Column { get; }

    /// <summary>The JSON path: <c>$</c> is the whole, <c>$.sessions[0]</c> its first session.</summary>
    public string Path { get; }

    /// <summary>The message without the place.</summary>
    public string Reason { get; }
}
