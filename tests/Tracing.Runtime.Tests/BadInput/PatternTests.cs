using System.Reflection;
using System.Runtime.Loader;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.BadInput;

/// <summary>Patterns: wrong ones are refused with the reason, ones that match nothing yet wait for a provider to load.</summary>
[Collection(nameof(TestTrace))]
public partial class PatternTests
{
    [Theory]
    [InlineData("", "An event pattern is empty. For all events of a provider write 'provider:*'")]
    [InlineData("shop", "The event pattern 'shop' can match nothing: event names have the form 'provider:name'. For all events of a provider write 'shop:*'.")]
    [InlineData("shop::OrderPlaced", "The event pattern 'shop::OrderPlaced' can match nothing: event names have the form 'provider:name', with one ':'.")]
    [InlineData("shop:Order\tPlaced", "has a control character at column 11. Event names have none.")]
    public void AnInvalidPatternIsRefusedWithTheReason(string pattern, string reason)
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("patterns", new TraceSessionOptions { Output = folder["trace"] });

        AssertRefused(() => session.Enable(pattern));
        AssertRefused(() => session.Disable(pattern));
        AssertRefused(() => session.Enable("rules:*", options: new EventRuleOptions { Exclude = ["rules:One", pattern] }));
        AssertRefused(() => TraceSession.Start(folder["other"], "rules:*", pattern));
        Assert.False(Directory.Exists(folder["other"]));

        void AssertRefused(Action action) => Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(action).Message);
    }

    [Fact]
    public void NoPatternAtAllIsRefused()
    {
        using var folder = new TempFolder();
        Assert.Contains("Name the events to record", Assert.Throws<ArgumentException>(() => TraceSession.Start(folder["trace"])).Message);
    }

    [Fact]
    public void APatternThatMatchesNothingAppliesWhenAProviderLoads()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("awaiting", new TraceSessionOptions { Output = folder["trace"] });
        session.Enable("late:*", options: new EventRuleOptions { Level = TracepointLevel.Info });
        session.Enable("never:*");
        session.Start();
        Assert.DoesNotContain(Registry.TracepointRegistry.GetProviders(), provider => provider.Name == "late");

        // Unloaded again: others load it too.
        var context = new AssemblyLoadContext("late", isCollectible: true);
        Assembly assembly = context.LoadFromAssemblyPath(Path.Combine(TestApp.FolderOf("Tracing.LateProvider"), "Tracing.LateProvider.dll"));
        assembly.GetType("LateProvider.Plugin")!.GetMethod("Run")!.Invoke(null, ["the test"]);
        session.Stop();
        context.Unload();

        string line = Assert.Single(Babeltrace.Read(folder["trace"]));
        Assert.Contains("late:Loaded", line);
        Assert.EndsWith("{ by = \"the test\" }", line);
    }

    [Fact]
    public void TheLatestRuleThatMatchesDecides()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("latest", new TraceSessionOptions { Output = folder["trace"] });
        session.Start();
        session.Enable("rules:*");
        Assert.Equal((true, true, true), On());
        session.Disable("rules:T*");
        Assert.Equal((true, false, false), On());
        session.Enable("rules:T?o");
        Assert.Equal((true, true, false), On());
        session.Disable("*");
        Assert.Equal((false, false, false), On());
        session.Stop();
        Assert.Empty(Babeltrace.Read(folder["trace"]));
    }

    [Fact]
    public void ARuleLeavesOutWhatItExcludesAndWhatIsLessSevere()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("narrow", new TraceSessionOptions { Output = folder["trace"] });
        session.Start();
        session.Enable("rules:*", options: new EventRuleOptions { Exclude = ["rules:On*", "other:*"] });
        Assert.Equal((false, true, true), On());
        session.Disable("*");
        session.Enable("rules:*", options: new EventRuleOptions { Level = TracepointLevel.Info });
        Assert.Equal((true, true, false), On());
        session.Disable("*");
        session.Enable("rules:*", options: new EventRuleOptions { Level = TracepointLevel.Error });
        Assert.Equal((false, true, false), On());
    }

    [Fact]
    public void CaseMatters()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Start(folder["trace"], "RULES:*", "rules:one");
        Assert.Equal((false, false, false), On());
    }

    private static (bool One, bool Two, bool Three) On() => (RulesTrace.OneEnabled, RulesTrace.TwoEnabled, RulesTrace.ThreeEnabled);

    [TracepointProvider("rules")]
    internal static partial class RulesTrace
    {
        [Tracepoint]
        public static partial void One();

        [Tracepoint(Level = TracepointLevel.Error)]
        public static partial void Two();

        [Tracepoint(Level = TracepointLevel.Debug)]
        public static partial void Three();
    }
}
