using Tracing.Registry;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Rules;

/// <summary>Rules live on: they are applied to providers that register later.</summary>
[Collection(nameof(TestTrace))]
public class LateProviderTests
{
    [Fact]
    public void ARuleIsAppliedToTheTracepointsThatHaveItsFields()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("late-late-provider", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("tardy:*", options: new EventRuleOptions { Filter = "rows > 5 && table == \"a*\"" });
        session.Start();
        using (TracepointCatalog.CountHits("tardy:*"))
        {
            TracepointRegistry.Register(new LateProvider());
            Assert.All(TracepointCatalog.List("tardy:*"), static info => Assert.Equal(0, info.Hits));
            Assert.Equal("tardy:Both", Assert.Single(TracepointCatalog.List("tardy:*"), static info => info.Recorders.Count > 0).Name);
        }

        // Registered by now, and it can be held against them.
        Assert.Throws<EventFilterException>(() => session.Enable("tardy:Rows", options: new EventRuleOptions { Filter = "table == \"a\"" }));
        session.Stop();
    }

    private sealed class LateProvider() : TracepointProvider("tardy", 3)
    {
        private readonly int[] _guards = new int[3];

        protected override ReadOnlySpan<byte> Description => """
            tracepoint 6 Rows
              int32_t _rows;
            tracepoint 6 Both
              int32_t _rows;
              string _table;
            tracepoint 6 RowsText
              string _rows;
              string _table;
            """u8;

        protected override ref int Guard(int index) => ref _guards[index];
    }
}
