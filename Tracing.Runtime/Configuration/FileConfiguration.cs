namespace Tracing.Runtime.Configuration;

/// <summary>A configuration file.</summary>
internal sealed class FileConfiguration
{
    public static readonly ObjectForm<FileConfiguration> Form = new(
        "file",
        new("$schema", static (_, value) => value.AsText()),
        new("sessions", static (file, value) => file.Sessions = value.AsNamedList(SessionConfiguration.Read, static session => session.Name), IsRequired: true));

    public IReadOnlyList<SessionConfiguration> Sessions { get; private set; } = [];
}
