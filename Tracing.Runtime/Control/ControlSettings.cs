namespace Tracing.Runtime.Control;

/// <summary>What the environment says of the control endpoint.</summary>
/// <param name="IsOff"><c>TRACING_CONTROL=0</c>.</param>
/// <param name="OwnThread"><c>TRACING_CONTROL=thread</c>: a thread of its own waits for clients.</param>
/// <param name="Folder"><c>TRACING_CONTROL_DIR</c>; null where it is not set.</param>
/// <param name="Socket"><c>TRACING_CONTROL_SOCKET</c>: the socket's own path; null where it is not set.</param>
/// <param name="Group"><c>TRACING_CONTROL_GROUP</c>: a group whose members may connect too; null for none.</param>
internal readonly record struct ControlSettings(bool IsOff, bool OwnThread, string? Folder, string? Socket, string? Group)
{
    public const string Variable = "TRACING_CONTROL";
    public const string FolderVariable = "TRACING_CONTROL_DIR";
    public const string SocketVariable = "TRACING_CONTROL_SOCKET";
    public const string GroupVariable = "TRACING_CONTROL_GROUP";

    /// <summary>Whether somebody set anything: then what is wrong is said aloud.</summary>
    public bool IsAsked => OwnThread || Folder is not null || Socket is not null || Group is not null;

    /// <summary>Reads the variables.</summary>
    public static ControlSettings Read()
    {
        string? mode = ValueOf(Variable);
        return new ControlSettings(mode is "0" or "false" or "off", mode == "thread", ValueOf(FolderVariable), ValueOf(SocketVariable), ValueOf(GroupVariable));
    }

    private static string? ValueOf(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
