using Tracing.Runtime.Sessions;

namespace Tracing.Runtime.Tests.Sessions;

/// <summary>When a lease is over.</summary>
public class LeaseTests
{
    private const int LengthMs = 2000;

    private readonly Lease _lease = new(TimeSpan.FromMilliseconds(LengthMs));
    private readonly long _begin = Environment.TickCount64;

    [Fact]
    public void ItIsOverWhenItWasNotRenewedInTime()
    {
        Assert.False(_lease.IsOver(_begin + (LengthMs / 2)));
        Assert.True(_lease.IsOver(_begin + LengthMs + 500));
    }

    [Fact]
    public void AProcessThatWasHeldUpItselfBelievesOnce()
    {
        long late = _begin + (10 * LengthMs);
        Assert.False(_lease.IsOver(late));
        Assert.False(_lease.IsOver(late + (LengthMs / 2)));
        Assert.True(_lease.IsOver(late + LengthMs));
    }

    [Fact]
    public void OneThatWasEndedIsOver()
    {
        _lease.End();
        _lease.Renew();
        Assert.True(_lease.IsOver(_begin + (10 * LengthMs)));
    }
}
