namespace Tracing.Runtime.Sessions;

/// <summary>Where a session is in its life. It moves down this list only, but from stopped back to started.</summary>
internal enum SessionState
{
    Created,
    Started,
    Stopped,
    Disposed,
}
