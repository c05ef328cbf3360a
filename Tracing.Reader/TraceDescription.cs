using Tracing.Reader.Records;

namespace Tracing.Reader;

/// <summary>What a trace's metadata says: one folder with a metadata file and stream files.</summary>
public sealed class TraceDescription
{
    internal TraceDescription(string path, string relativePath)
    {
        Path = path;
        RelativePath = relativePath;
    }

    /// <summary>The trace's folder.</summary>
    public string Path { get; }

    /// <summary>The folder below the one that was opened, with <c>/</c> between names; empty if it is that one.</summary>
    public string RelativePath { get; }

    /// <summary>The trace's id, or null.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>Who recorded it, where and when: strings and 64-bit integers, in the order of the metadata.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Environment { get; internal set; } = [];

    /// <summary>The clocks.</summary>
    public IReadOnlyList<TraceClock> Clocks { get; internal set; } = [];

    /// <summary>The kinds of events, of all stream classes.</summary>
    public IReadOnlyList<TraceEventClass> EventClasses { get; internal set; } = [];

    internal bool IsBigEndian { get; set; }

    internal FieldNode PacketHeader { get; set; } = null!;

    internal int PacketHeaderRegisters { get; set; }

    internal Dictionary<ulong, StreamClass> StreamClasses { get; } = [];

    /// <summary>The value of an environment entry, or null.</summary>
    /// <param name="name">The entry's name.</param>
    public object? FindEnvironment(string name)
    {
        foreach ((string key, object value) in Environment)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }
}
