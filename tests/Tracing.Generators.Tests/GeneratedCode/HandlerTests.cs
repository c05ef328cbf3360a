using Tracing.Generators.Tests.Support;

namespace Tracing.Generators.Tests.GeneratedCode;

public class HandlerTests
{
    private static readonly Lock s_handled = new();

    [Fact]
    public void AHandlerSeesTheArgumentsUntilItIsDetached()
    {
        lock (s_handled)
        {
            var seen = new List<(int, string)>();
            IDisposable attachment = SampleTrace.AttachHandled((x, text) => seen.Add((x, text)));
            Assert.True(SampleTrace.HandledEnabled);

            SampleTrace.Handled(1, "one");
            attachment.Dispose();
            SampleTrace.Handled(2, "two");

            Assert.False(SampleTrace.HandledEnabled);
            Assert.Equal([(1, "one")], seen);
        }
    }

    [Fact]
    public void AHandlerThatThrowsIsDetachedAndTheCallerDoesNotSeeIt()
    {
        lock (s_handled)
        {
            int calls = 0;
            using IDisposable attachment = SampleTrace.AttachHandled((_, _) =>
            {
                calls++;
                throw new InvalidOperationException("from a handler");
            });

            SampleTrace.Handled(1, "one");
            SampleTrace.Handled(2, "two");

            Assert.Equal(1, calls);
            Assert.False(SampleTrace.HandledEnabled);
        }
    }

    [Fact]
    public void SpansReachHandlers()
    {
        string? seen = null;
        using (SampleTrace.AttachTexts((a, b, c, d, e, f) => seen = a.ToString()))
        {
            SampleTrace.Texts("span", null, default, default, null, null);
        }

        Assert.Equal("span", seen);
    }

    [Fact]
    public void RecordingAndHandlersGoTogether()
    {
        lock (s_handled)
        {
            using var ring = new RecordingRing(Registry.TracepointRegistry.GetProviders().Single(static provider => provider.Name == "sample"), "Handled");
            int calls = 0;
            using (SampleTrace.AttachHandled((_, _) => calls++))
            {
                SampleTrace.Handled(1, "x");
            }

            Assert.Equal(1, calls);
            Assert.Equal([1, 0, 0, 0, (byte)'x', 0], ring.SingleRecord());
        }
    }
}
