using Tracing.Runtime.Consumer;
using Tracing.Runtime.RingBuffer;

namespace Tracing.Runtime.Tests.Consumer;

public class PollPolicyTests
{
    [Fact]
    public void InSilenceTheWaitDoublesUpToTheLongest()
    {
        var policy = new PollPolicy();
        TimeSpan last = PollPolicy.Shortest;
        while (last < PollPolicy.Longest)
        {
            TimeSpan announced = policy.AfterNothing;
            TimeSpan next = policy.Next(Found(0));
            Assert.Equal(announced, next);
            Assert.Equal(last + last < PollPolicy.Longest ? last + last : PollPolicy.Longest, next);
            last = next;
        }

        Assert.Equal(PollPolicy.Longest, policy.Next(Found(0)));
    }

    [Fact]
    public void ARingThatIsNearlyHalfFullIsLookedAtSooner()
    {
        PollPolicy policy = After(10);
        TimeSpan wait = policy.AfterNothing / 2;
        Assert.Equal(wait / 2, policy.Next(Found(0.3)));
        Assert.Equal(wait / 4, policy.Next(Found(1)));
    }

    [Theory]
    [InlineData(0.0625)]
    [InlineData(0.25)]
    public void ARingThatIsNeitherFullNorEmptyIsLookedAtAsOften(double fill)
    {
        PollPolicy policy = After(5);
        TimeSpan wait = policy.AfterNothing / 2;
        Assert.Equal(wait, policy.Next(Found(fill)));
        Assert.Equal(wait, policy.Next(Found(fill)));
    }

    [Fact]
    public void WhoIsBehindAtTheShortestWaitDoesNotWait()
    {
        var policy = new PollPolicy();
        Assert.Equal(TimeSpan.Zero, policy.Next(Found(0.5)));
        Assert.Equal(TimeSpan.Zero, policy.Next(Found(0.5)));
        Assert.Equal(PollPolicy.Shortest, policy.Next(Found(0.25)));
    }

    [Fact]
    public void AfterAProducersSignalTheWaitIsHalfOfWhatItHadBeen()
    {
        PollPolicy policy = After(50);
        var slept = TimeSpan.FromMilliseconds(6);
        policy.Wake(slept);
        Assert.Equal(slept / 2, policy.Next(Found(0.25)));
        policy.Wake(TimeSpan.Zero);
        Assert.Equal(PollPolicy.Shortest, policy.Next(Found(0.25)));
    }

    private static PollPolicy After(int rounds)
    {
        var policy = new PollPolicy();
        for (int i = 0; i < rounds; i++)
        {
            policy.Next(Found(0));
        }

        return policy;
    }

    private static DrainResult Found(double fill) => new() { Fill = fill };
}
