namespace Tracing.Runtime.Configuration;

/// <summary>Kinds of actions that have a form.</summary>
internal enum ActionKind
{
    Snapshot,
    Rotate,
    Start,
    Stop,
    Enable,
    Disable,
}
