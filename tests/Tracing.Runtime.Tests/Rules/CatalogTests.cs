using Tracing.Runtime.Tests.Filters;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Rules;

/// <summary>What the process tells of its tracepoints.</summary>
[Collection(nameof(TestTrace))]
public class CatalogTests
{
    [Fact]
    public void ATracepointIsListedWithAllThatIsKnownOfIt()
    {
        TracepointInfo marker = Assert.Single(TracepointCatalog.List("test:Logged*"));
        Assert.Equal("test:LoggedIn", marker.Name);
        Assert.Equal(TracepointLevel.Info, marker.Level);
        Assert.Equal("user {user} logged in from {address}", marker.Format);
        Assert.Equal("Support/TestTrace.cs", marker.SourceFile);
        string[] source = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Tracing.Runtime.Tests", marker.SourceFile!));
        Assert.Contains("LoggedIn", source[marker.SourceLine - 1]);
        Assert.Equal([new("user", "string"), new("address", "struct dotnet_ipaddress")], marker.Fields);
        Assert.Equal((false, 0, null), (marker.IsEnabled, marker.AttachedProbes, marker.Hits));
        Assert.Empty(marker.Recorders);
        Assert.Equal(TracepointLevel.Debug, Assert.Single(TracepointCatalog.List("test:Detail")).Level);
        Assert.Empty(TracepointCatalog.List("nobody:*"));
        Assert.Throws<ArgumentException>(static () => TracepointCatalog.List("nobody"));
        Assert.Equal(TracepointCatalog.List().Count, TracepointCatalog.List().Select(static info => info.Id).Distinct().Count());
    }

    [Fact]
    public void FieldsAreThoseOfTheDeclaration() => Assert.Equal(
        [
            "small int32_t", "unsigned uint32_t", "large int64_t", "huge uint64_t", "octet uint8_t", "yes enum dotnet_bool", "real float64_t", "single float32_t",
            "star string", "name string", "colour enum : int32_t { \"Red\" = 1, \"Green\" = 2, \"DarkGreen\" = 3 }", "access enum : int32_t { \"Read\" = 1, \"Write\" = 2, \"Execute\" = 4 }",
            "numbers int32_t[]", "point struct { int32_t _X; int32_t _Y; }", "id dotnet_guid_byte[16]", "price struct dotnet_decimal", "none int32_t?", "some int32_t?",
            "letter dotnet_char", "empty string", "greeting string",
        ],
        Assert.Single(TracepointCatalog.List("filters:" + nameof(FilterTrace.Everything))).Fields.Select(static field => $"{field.Name} {field.Type}"));

    [Fact]
    public void ItTellsWhoListens()
    {
        using TraceSession session = TraceSession.Create("listed", new TraceSessionOptions());
        TraceChannel channel = session.AddChannel("channel", new ChannelOptions { Mode = BufferMode.Overwrite });
        session.Enable("test:Number", channel);
        session.Enable("test:Number");
        Assert.Empty(Number().Recorders);
        session.Start();
        Assert.Equal(["listed/channel", "listed/channel0"], Number().Recorders.Select(static channel => $"{channel.Session.Name}/{channel.Name}"));
        using (TestTrace.AttachNumber(static _ => { }))
        using (TestTrace.AttachNumber(static _ => { }))
        {
            Assert.Equal(2, Number().AttachedProbes);
        }

        session.Stop();
        Assert.False(Number().IsEnabled);
    }

    [Fact]
    public void HitsAreCountedExactlyWhenAsked()
    {
        const int Each = 30_000;
        using var folder = new TempFolder();
        Assert.False(TestTrace.NumberEnabled);
        using (TracepointCatalog.CountHits("test:*"))
        {
            Assert.True(TestTrace.NumberEnabled);
            Threads.Run(4, static _ => Emit(Each));
            Assert.Equal((4 * Each, 4 * Each), (Hits("test:Number"), Hits("test:Text")));

            // Threads that ended leave their counts, others take their blocks, and somebody else asks too.
            using (TracepointCatalog.CountHits("test:Number"))
            {
                using TraceSession session = TraceSession.Create("counted", new TraceSessionOptions { Output = folder["trace"] });
                session.Enable("test:Number", options: new EventRuleOptions { Filter = "value == 1" });
                session.Start();
                for (int i = 0; i < 100; i++)
                {
                    Threads.Run(1, static _ => Emit(10));
                }

                session.Stop();
                Assert.Equal((100, 900), (session.Statistics.Recorded, session.Statistics.Filtered));
            }

            Assert.Equal((4 * Each) + 1000, Hits("test:Number"));
            Assert.Equal(0, Hits("test:Nothing"));
        }

        Assert.False(TestTrace.NumberEnabled);
        Assert.Null(Number().Hits);
        using (TracepointCatalog.CountHits("test:Number"))
        {
            Emit(5);
            Assert.Equal(5, Hits("test:Number"));
            Assert.Null(Assert.Single(TracepointCatalog.List("test:Text")).Hits);
        }
    }

    private static TracepointInfo Number() => Assert.Single(TracepointCatalog.List("test:Number"));

    private static long? Hits(string name) => Assert.Single(TracepointCatalog.List(name)).Hits;

    private static void Emit(int events)
    {
        for (int i = 0; i < events; i++)
        {
            TestTrace.Number(i);
            TestTrace.Text(i, "text");
        }
    }
}
