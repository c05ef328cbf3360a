namespace Tracing.Runtime.Sessions;

/// <summary>What another process needs to know to drain a session: <see cref="TraceSession.Lend"/> tells, and <see cref="Outside.OutsideConsumer"/> takes.</summary>
/// <param name="Folder">The folder with the process's rings.</param>
/// <param name="TraceId">The trace's id, by which the session's files are called.</param>
/// <param name="Term">The term of its rings in which it may drain them.</param>
internal sealed record LentSession(string Folder, Guid TraceId, ushort Term);
