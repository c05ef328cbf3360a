using Tracing.Writing;

namespace Tracing.Runtime.Tests.Death;

/// <summary>Every testpoint of a producer, in each mode and scope that has it, with one and with three writers.</summary>
public static class TestpointCases
{
    /// <summary>Events of 10 bytes in a sub-buffer of 4095, and some: by then there are sub-buffers, owners and claims of all kinds.</summary>
    private const int InTheMiddle = 1500;

    /// <summary>Switches of sub-buffers: with four of them, this one takes a place that was used before.</summary>
    private const int AfterTheFirstRound = 6;

    private static readonly Testpoint[] s_ofThreads =
        [Testpoint.Reserved, Testpoint.TimeStored, Testpoint.Committed, Testpoint.EntryClosed, Testpoint.NumberChanged, Testpoint.SubBufferOpened];

    private static readonly Testpoint[] s_ofProcessors =
    [
        Testpoint.ClaimStored, Testpoint.OtherConfirmed, Testpoint.Reserved, Testpoint.NumberChanged, Testpoint.EntryClosed, Testpoint.RestCommitted,
        Testpoint.SubBufferOpened, Testpoint.ClaimCommitting, Testpoint.Committed,
    ];

    /// <summary>All of them: scope, mode, point, how many writers, and at which hit.</summary>
    public static TheoryData<BufferScope, BufferMode, string, int, int> All()
    {
        var cases = new TheoryData<BufferScope, BufferMode, string, int, int>();
        foreach (BufferMode mode in (BufferMode[])[BufferMode.Discard, BufferMode.Overwrite])
        {
            foreach (int writers in (int[])[1, 3])
            {
                Testpoint[] ofThreads = mode == BufferMode.Overwrite ? [.. s_ofThreads, Testpoint.OverwrittenCounted] : s_ofThreads;
                Array.ForEach(ofThreads, point => cases.Add(BufferScope.Thread, mode, point.ToString(), writers, Nth(point)));
                Array.ForEach(s_ofProcessors, point => cases.Add(BufferScope.Cpu, mode, point.ToString(), writers, Nth(point)));
            }
        }

        return cases;
    }

    /// <summary>Those of channels that discard: scope, point, how many writers, and at which hit.</summary>
    public static TheoryData<BufferScope, string, int, int> Discarding()
    {
        var cases = new TheoryData<BufferScope, string, int, int>();
        foreach (int writers in (int[])[1, 3])
        {
            Array.ForEach(s_ofThreads, point => cases.Add(BufferScope.Thread, point.ToString(), writers, Nth(point)));
            Array.ForEach(s_ofProcessors, point => cases.Add(BufferScope.Cpu, point.ToString(), writers, Nth(point)));
        }

        return cases;
    }

    /// <summary>Whether an event that got that far counts as recorded.</summary>
    internal static bool IsRecorded(Testpoint point) => point is Testpoint.Committed or Testpoint.ClaimCommitting;

    private static int Nth(Testpoint point) => point switch
    {
        Testpoint.EntryClosed or Testpoint.NumberChanged or Testpoint.SubBufferOpened or Testpoint.RestCommitted => AfterTheFirstRound,
        Testpoint.OverwrittenCounted or Testpoint.OtherConfirmed => 1,
        _ => InTheMiddle,
    };
}
