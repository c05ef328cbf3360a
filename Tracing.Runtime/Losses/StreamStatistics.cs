namespace Tracing.Runtime;

/// <summary>What one ring has counted, and with it one stream of the trace.</summary>
/// <param name="Name">The stream's name: that of its file in the trace's folder.</param>
/// <param name="ThreadId">OS id of the thread that has the ring, or had it last; 0 where threads share it.</param>
/// <param name="ThreadName">That thread's name; empty if it has none.</param>
/// <param name="Cpu">The processor, in a channel that has a ring for each; else null.</param>
/// <param name="Recorded">Events in the ring or in the output.</param>
/// <param name="Losses">Events lost; none for the reasons that keep them from getting to a ring.</param>
public sealed record StreamStatistics(string Name, int ThreadId, string ThreadName, int? Cpu, long Recorded, LossCounts Losses);
