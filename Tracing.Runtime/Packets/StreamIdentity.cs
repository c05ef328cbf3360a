using Tracing.Format;

namespace Tracing.Runtime.Packets;

/// <summary>Which trace a packet belongs to, and who wrote its records.</summary>
/// <param name="TraceId">The trace.</param>
/// <param name="ThreadId">OS id of the thread; 0 where threads share the ring.</param>
/// <param name="ThreadName">The thread's name; empty where it has none.</param>
/// <param name="Cpu">The processor, in a channel that has a ring for each; else <see cref="RingFileHeader.NoCpu"/>.</param>
internal readonly record struct StreamIdentity(Guid TraceId, uint ThreadId, string ThreadName, uint Cpu);
