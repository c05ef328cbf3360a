using System.Text.Json;

namespace Tracing.Runtime.Configuration;

/// <summary>A snapshot's folder and limits, as a configuration has them.</summary>
internal sealed class SnapshotForm
{
    /// <summary>The one at the process's end.</summary>
    public static readonly ObjectForm<SnapshotForm> Form = new(
        "crashSnapshot",
        new("folder", static (snapshot, value) => snapshot.Folder = value.AsText(), IsRequired: true),
        new("maxAge", static (snapshot, value) => (snapshot.Limits ??= new()).MaxAge = Quantities.ReadDuration(value)),
        new("maxBytes", static (snapshot, value) => (snapshot.Limits ??= new()).MaxBytes = Quantities.ReadSize(value, 0, long.MaxValue)));

    public string Folder { get; private set; } = "";

    public SnapshotOptions? Limits { get; private set; }

    /// <exception cref="TraceConfigurationException">What is wrong.</exception>
    public static CrashSnapshotOptions Read(ConfigurationValue value)
    {
        SnapshotForm snapshot = Form.Read(value);
        return new CrashSnapshotOptions { Folder = snapshot.Folder, Limits = snapshot.Limits };
    }

    /// <summary>Writes the keys, into an object.</summary>
    public static void Write(Utf8JsonWriter writer, string folder, SnapshotOptions? limits)
    {
        writer.WriteString("folder", folder);
        ValueWriting.WriteDuration(writer, "maxAge", limits?.MaxAge);
        ValueWriting.WriteSize(writer, "maxBytes", limits?.MaxBytes);
    }
}
