using Tracing.Writing;

namespace Tracing.Runtime.Clock;

/// <summary>What a <see cref="LineFitter"/> needs of the clock it fits. Tests put a counter of their own behind it.</summary>
internal unsafe interface IFittedClock
{
    /// <summary>The line that holds now; producers read it, and move it on.</summary>
    ref ClockLine? Line { get; }

    /// <summary>The code with which producers read the counter.</summary>
    delegate* unmanaged[SuppressGCTransition]<ulong> Reader { get; }

    /// <summary>The counter now, read in order.</summary>
    ulong ReadCounter();

    /// <summary>The time to follow, now, in nanoseconds.</summary>
    ulong ReadMonotonic();

    /// <summary>Waits until so much time has passed since a reading as a first, coarse measurement of the counter's rate needs.</summary>
    void Pause(ulong sinceNs);
}
