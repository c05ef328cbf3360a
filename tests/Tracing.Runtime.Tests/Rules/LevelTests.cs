using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Rules;

/// <summary>Rules that choose by level.</summary>
[Collection(nameof(TestTrace))]
public class LevelTests
{
    [Theory]
    [InlineData(null, null, "test:Detail test:Number")]
    [InlineData(TracepointLevel.Info, null, "test:Number")]
    [InlineData(TracepointLevel.Debug, null, "test:Detail test:Number")]
    [InlineData(TracepointLevel.Error, null, "")]
    [InlineData(null, TracepointLevel.DebugSystem, "test:Detail")]
    [InlineData(TracepointLevel.Debug, TracepointLevel.Debug, "test:Detail")]
    [InlineData(TracepointLevel.Notice, TracepointLevel.Error, "")]
    [InlineData(TracepointLevel.Info, TracepointLevel.Info, "test:Number")]
    public void LevelsAreARange(TracepointLevel? level, TracepointLevel? mostSevere, string enabled)
    {
        using TraceSession session = TraceSession.Create("levels", new TraceSessionOptions());
        session.Enable("test:*", options: new EventRuleOptions { Level = level, MostSevere = mostSevere, Exclude = ["test:Text", "test:Nothing", "test:Logged*"] });
        session.Start();
        Assert.Equal(enabled, string.Join(" ", TracepointCatalog.List("test:*").Where(static info => info.IsEnabled).Select(static info => info.Name).Order()));
    }
}
