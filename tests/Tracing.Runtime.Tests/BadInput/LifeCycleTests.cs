using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.BadInput;

/// <summary>Calls in the wrong order: each says what is wrong and what to do, and changes nothing.</summary>
public partial class LifeCycleTests
{
    [Fact]
    public void StartTwiceIsRefused()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["life"], "life:*");
        AssertFails("Session 'life' records already. Call Stop before starting it again.", session.Start);
        LifeTrace.Number(1);
        session.Stop();
        Assert.Single(Babeltrace.Read(folder["life"]));
    }

    [Fact]
    public void StopBeforeStartIsRefused()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("new", new TraceSessionOptions { Output = folder["trace"] });
        AssertFails("Session 'new' was never started. Call Start first.", session.Stop);
        session.Start();
        session.Stop();
        AssertFails("Session 'new' is stopped already.", session.Stop);
    }

    [Fact]
    public void UseAfterDisposeIsRefusedButForTheStatistics()
    {
        using var folder = new TempFolder();
        TraceSession session = TraceSession.Start(folder["life"], "life:*");
        LifeTrace.Number(1);
        session.Dispose();
        session.Dispose();

        Assert.Equal((1, 0), (session.Statistics.Recorded, session.Statistics.Discarded));
        Assert.False(session.IsStarted);
        Assert.False(LifeTrace.NumberEnabled);
        foreach (Action use in (Action[])[session.Start, session.Stop, () => session.Enable("a:b"), () => session.Disable("a:b"), () => session.AddChannel("late")])
        {
            Assert.Contains("Session 'life' has been disposed of. Create another one to record more.", Assert.Throws<ObjectDisposedException>(use).Message);
        }
    }

    [Fact]
    public void TwoSessionsOfOneNameAreRefused()
    {
        using var folder = new TempFolder();
        var options = new TraceSessionOptions { Output = folder["trace"] };
        using (TraceSession.Create("twin", options))
        {
            AssertFails("There is a session called 'twin' already. Dispose of it first, or choose another name.", () => TraceSession.Create("twin", options));
        }

        TraceSession.Create("twin", options).Dispose();
    }

    [Fact]
    public void SessionsWithoutANameOfTheirOwnGetDifferentOnes()
    {
        using var folder = new TempFolder();
        using TraceSession first = TraceSession.Start(folder["a/same name"], "life:*");
        using TraceSession second = TraceSession.Start(folder["b/same name"], "life:*");
        Assert.Equal(("same-name", "same-name-2"), (first.Name, second.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("é")]
    public void NamesThatAreNoFileNamesAreRefused(string name)
    {
        using var folder = new TempFolder();
        var options = new TraceSessionOptions { Output = folder["trace"] };
        Assert.ThrowsAny<ArgumentException>(() => TraceSession.Create(name, options));
        using TraceSession session = TraceSession.Create("names", options);
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => session.AddChannel(name));
        Assert.Contains("channel name '" + name + "' is not usable: write 1 to 200 of the letters a to z, digits, '_', '-' and '.'", exception.Message);
    }

    [Fact]
    public void TwoChannelsOfOneNameAreRefused()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("channels", new TraceSessionOptions { Output = folder["trace"] });
        session.AddChannel("one");
        ArgumentException exception = Assert.Throws<ArgumentException>(() => session.AddChannel("one"));
        Assert.Contains("Session 'channels' has a channel called 'one' already. Choose another name.", exception.Message);
        Assert.Contains("'metadata'", Assert.Throws<ArgumentException>(() => session.AddChannel("metadata")).Message);
    }

    [Theory]
    [InlineData(4095, 4)]
    [InlineData(2048, 4)]
    [InlineData(0, 4)]
    [InlineData(-4096, 4)]
    [InlineData(5000, 4)]
    [InlineData(512 << 20, 2)]
    public void ASubBufferSizeThatIsNoneIsRefused(int size, int count) => AssertBadOptions(
        new ChannelOptions { SubBufferSize = size, SubBufferCount = count }, "Channel 'odd': SubBufferSize must be a power of two from 4096 to 268435456.");

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(128)]
    [InlineData(int.MinValue)]
    public void ASubBufferCountThatIsNoneIsRefused(int count) => AssertBadOptions(
        new ChannelOptions { SubBufferCount = count }, "Channel 'odd': SubBufferCount must be a power of two from 2 to 64.");

    [Fact]
    public void ARingThatIsTooLargeAsAWholeIsRefused() => AssertBadOptions(
        new ChannelOptions { SubBufferSize = 256 << 20, SubBufferCount = 8 }, "is larger than 1073741824 bytes. Make one of the two smaller.");

    [Fact]
    public void AModeThatDoesNotExistIsRefused() => AssertBadOptions(
        new ChannelOptions { Mode = (BufferMode)77 }, "mode 77 with scope Thread does not exist.");

    [Fact]
    public void AChannelOfAnotherSessionIsRefused()
    {
        using var folder = new TempFolder();
        using TraceSession one = TraceSession.Create("one", new TraceSessionOptions { Output = folder["1"] });
        using TraceSession two = TraceSession.Create("two", new TraceSessionOptions { Output = folder["2"] });
        TraceChannel channel = one.AddChannel("strange");
        const string Message = "Channel 'strange' belongs to session 'one', not to 'two'. Add one to this session with AddChannel.";
        Assert.Contains(Message, Assert.Throws<ArgumentException>(() => two.Enable("life:*", channel)).Message);
        Assert.Contains(Message, Assert.Throws<ArgumentException>(() => two.Disable("life:*", channel)).Message);
    }

    private static void AssertFails(string message, Action action) => Assert.Equal(message, Assert.Throws<InvalidOperationException>(action).Message);

    private static void AssertBadOptions(ChannelOptions options, string message)
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("odd", new TraceSessionOptions { Output = folder["trace"] });
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => session.AddChannel("odd", options)).Message);

        // Nothing came of it: the name is free, and the session as good as before.
        session.Enable("life:Number", session.AddChannel("odd"));
        session.Start();
        LifeTrace.Number(1);
        session.Stop();
        Assert.Single(Babeltrace.Read(folder["trace"]));
    }

    [TracepointProvider("life")]
    internal static partial class LifeTrace
    {
        [Tracepoint]
        public static partial void Number(int value);
    }
}
