namespace Tracing.Runtime.Control;

/// <summary>What the environment says of the control endpoint. Plain fields, and little code: it runs before <c>Main</c>, where each property is one more method to compile.</summary>
internal sealed class ControlSettings
{
    public const string Variable = "TRACING_CONTROL";
    public const string FolderVariable = "TRACING_CONTROL_DIR";
    public const string SocketVariable = "TRACING_CONTROL_SOCKET";
    public const string GroupVariable = "TRACING_CONTROL_GROUP";

    /// <summary>The folder of the socket; empty where none is named.</summary>
    public readonly string Folder = Environment.GetEnvironmentVariable(FolderVariable) ?? "";

    /// <summary>The socket's own path; empty where none is named.</summary>
    public readonly string Socket = Environment.GetEnvironmentVariable(SocketVariable) ?? "";

    /// <summary>A group whose members may connect too; empty for none.</summary>
    public readonly string Group = Environment.GetEnvironmentVariable(GroupVariable) ?? "";

    /// <summary>Whether there is to be no endpoint.</summary>
    public readonly bool IsOff;

    /// <summary>Whether a thread of its own waits for clients.</summary>
    public readonly bool OwnThread;

    /// <summary>Whether somebody set anything: then what is wrong is said aloud.</summary>
    public readonly bool IsAsked;

    public ControlSettings()
    {
        string mode = Environment.GetEnvironmentVariable(Variable) ?? "";
        IsOff = mode is "0" or "false";
        OwnThread = mode == "thread";
        IsAsked = OwnThread || Folder.Length + Socket.Length + Group.Length > 0;
    }
}
