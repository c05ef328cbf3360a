using Tracing.Runtime.Losses;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Losses;

/// <summary>What is told of counters that go on while it is told.</summary>
public class LossLedgerTests
{
    private readonly LossTable _table = new();
    private readonly LossLedger _ledger = new();

    [Fact]
    public void EachLossIsToldOnceAndInASpanThatCoversIt()
    {
        Lose(100, 110);
        Assert.Equal((2, 100, 110), Tell());
        Assert.Null(Tell());

        Lose(120);
        Lose(130);
        Assert.Equal((2, 120, 130), Tell());
    }

    [Fact]
    public void WhatIsLostWhileItIsToldIsInTheNextSpan()
    {
        Lose(100);
        Assert.Equal((1, 100, 100), Tell(() => Lose(110)));
        Lose(200);
        Assert.Equal((2, 100, 200), Tell());
        Lose(300);
        Assert.Equal((1, 300, 300), Tell());
    }

    [Fact]
    public void WhatCouldNotBeToldIsToldTheNextTime()
    {
        Lose(100);
        Assert.Throws<IOException>(() => Tell(() => throw new IOException()));
        Assert.Equal(1, Assert.Single(_ledger.Recent(Accounts())).Count);
        Lose(110);
        Assert.Throws<IOException>(() => Tell(() => throw new IOException()));
        Assert.Equal((2, 100, 110), Tell());
        Assert.Equal(2, Assert.Single(_ledger.Recent(Accounts())).Count);
    }

    [Fact]
    public void TheWholeIsFromTheFirstLossToTheLast()
    {
        Lose(100);
        Tell();
        Lose(200);
        Tell();
        Lose(300);
        LossGap whole = Assert.Single(_ledger.Whole(Accounts()));
        Assert.Equal((3, 100, 300), (whole.Count, whole.Begin, whole.End));
    }

    [Fact]
    public void AccountsThatAreOlderThanWhatIsToldSayNothing()
    {
        Lose(100);
        LossAccount[] old = Accounts();
        Lose(110);
        Tell();
        Assert.Equal(2, Assert.Single(_ledger.Recent(old)).Count);
    }

    private void Lose(params ReadOnlySpan<ulong> times)
    {
        foreach (ulong time in times)
        {
            _table.Count(0, 7, LossCause.RingFull, time);
        }
    }

    private (long, long, long)? Tell(Action? meanwhile = null)
    {
        (long, long, long)? told = null;
        _ledger.Tell(Accounts(), gaps =>
        {
            meanwhile?.Invoke();
            LossGap gap = Assert.Single(gaps);
            told = (gap.Count, gap.Begin, gap.End);
        });
        return told;
    }

    private LossAccount[] Accounts() =>
    [
        .. from cell in _table.Cells()
           where _table[cell].Count > 0
           select new LossAccount(new LossKey(_table, cell), "c", "c_0", "e", LossReason.RingFull, _table[cell].Count, _table[cell].First, _table[cell].Last),
    ];
}
