using System.Globalization;
using System.Text;

namespace Tracing.Tool.Reading;

/// <summary>A thread that events are from, as far as the trace tells; else the CPU or the stream.</summary>
internal sealed class TraceThread
{
    public TraceThread(long id, string? name, long processId, string? processName, int index)
    {
        Id = id;
        ProcessId = processId;
        ProcessName = processName;
        Index = index;
        Name = name;
        string number = id.ToString(CultureInfo.InvariantCulture);
        Label = id < 0 ? name ?? "?" : string.IsNullOrEmpty(name) ? number : $"{name}/{number}";
        Utf8Label = Encoding.UTF8.GetBytes(Clean(Label));
    }

    /// <summary>The system's id, or -1 if the trace does not tell.</summary>
    public long Id { get; }

    /// <summary>Its name; for events without a thread, that of the CPU or the stream.</summary>
    public string? Name { get; }

    /// <summary>The process, or -1.</summary>
    public long ProcessId { get; }

    public string? ProcessName { get; }

    /// <summary>In the order of appearance, from 0.</summary>
    public int Index { get; }

    /// <summary>Name and id for a person.</summary>
    public string Label { get; }

    public byte[] Utf8Label { get; }

    // A name out of a trace must not move the terminal's cursor.
    private static string Clean(string text) => string.Concat(text.Select(static c => char.IsControl(c) ? '?' : c));
}
