namespace Tracing.Runtime.Packets;

/// <summary>Which stream of which trace a packet belongs to, and who wrote its records.</summary>
internal readonly record struct StreamIdentity(Guid TraceId, uint StreamClass, uint StreamInstance, uint ThreadId, string ThreadName);
