using Tracing.Runtime.Tests.Support;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Losses;

/// <summary>The producers' counters by themselves.</summary>
public class LossTableTests
{
    [Fact]
    public void EachKindIsCountedWithItsFirstAndLastTime()
    {
        var table = new LossTable();
        table.Count(0, 5, LossCause.RingFull, 200);
        table.Count(0, 5, LossCause.RingFull, 100);
        table.Count(0, 5, LossCause.RingFull, 150);
        table.Count(1, 5, LossCause.RingFull, 300);
        table.Count(0, 6, LossCause.RingFull, 400);
        table.Count(0, 5, LossCause.TooLarge, 500);

        Assert.Equal(
            [(0u, 5, LossCause.RingFull, 3UL, 100UL, 200UL), (0u, 5, LossCause.TooLarge, 1UL, 500UL, 500UL), (0u, 6, LossCause.RingFull, 1UL, 400UL, 400UL), (1u, 5, LossCause.RingFull, 1UL, 300UL, 300UL)],
            Read(table));
        Assert.Equal((5UL, 1UL, 0UL), (table.Total(LossCause.RingFull), table.Total(LossCause.TooLarge), table.Total(LossCause.NoRing)));
    }

    [Fact]
    public void ANewSpanBeginsWithTheFirstLossThatIsNotTold()
    {
        var table = new LossTable();
        table.Count(0, 5, LossCause.RingFull, 100);
        int cell = Assert.Single(table.Cells(), cell => table[cell].Count > 0);
        table[cell].Forget(100);
        Assert.Equal((1UL, 0UL, 100UL), (table[cell].Count, table[cell].First, table[cell].Last));

        table.Count(0, 5, LossCause.RingFull, 300);
        table.Count(0, 5, LossCause.RingFull, 200);
        Assert.Equal((3UL, 200UL, 300UL), (table[cell].Count, table[cell].First, table[cell].Last));

        // An earlier loss came between the look and the telling: its time stays.
        table[cell].Forget(300);
        Assert.Equal(200UL, table[cell].First);
    }

    [Fact]
    public void ThreadsThatCountTheSameKindsLoseNoCount()
    {
        var table = new LossTable();
        const int Count = 8, Each = 50_000, Kinds = 500;
        Threads.Run(Count, thread =>
        {
            for (int i = 0; i < Each; i++)
            {
                // 7 and 500 have no common factor, so all their pairs come up.
                table.Count((uint)(i % 7), (ushort)(i % Kinds), LossCause.RingFull, (ulong)((i * Count) + thread + 1));
            }
        });

        Assert.Equal((ulong)Count * Each, table.Total(LossCause.RingFull));
        Assert.Equal(7 * Kinds, Read(table).Select(static kind => (kind.Item1, kind.Item2)).Distinct().Count());
        Assert.Equal(7 * Kinds, Read(table).Length);
    }

    [Fact]
    public void WhenCellsRunShortTheEventIsStillKnownAndThenTheCause()
    {
        var table = new LossTable();
        const int Events = 1 << 16;
        for (int i = 0; i < Events; i++)
        {
            table.Count(0, (ushort)i, LossCause.RingFull, 1);
            table.Count(0, (ushort)i, LossCause.RingFull, 2);
        }

        Assert.Equal(2UL * Events, table.Total(LossCause.RingFull));
        (uint Instance, int EventId, LossCause, ulong Count, ulong, ulong)[] kinds = Read(table);
        Assert.Equal(LossTable.MaxCellsWithStream - 4, kinds.Count(static kind => kind.Instance == 0));
        Assert.Equal(LossTable.MaxCells - LossTable.MaxCellsWithStream, kinds.Count(static kind => kind.Instance == LossTable.NoStream && kind.EventId != LossTable.NoEvent));
        Assert.Equal((ulong)(2 * (Events - LossTable.MaxCells + 4)), Assert.Single(kinds, static kind => kind.EventId == LossTable.NoEvent).Count);
    }

    [Fact]
    public void CountingAllocatesNothing()
    {
        var table = new LossTable();
        table.Count(0, 0, LossCause.RingFull, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            table.Count((uint)i, (ushort)i, LossCause.RingFull, (ulong)i);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static (uint, int, LossCause, ulong, ulong, ulong)[] Read(LossTable table) =>
    [
        .. from number in table.Cells()
           let cell = table[number]
           where cell.Count > 0
           orderby cell.Instance, cell.EventId, cell.Cause
           select (cell.Instance, cell.EventId, cell.Cause, cell.Count, cell.First, cell.Last),
    ];
}
