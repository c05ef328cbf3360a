using System.Collections.Concurrent;

namespace Tracing.Runtime.Tests.Triggers;

/// <summary>An action that tells a test of each time that it is done.</summary>
internal sealed class Firings : IDisposable
{
    private readonly BlockingCollection<TriggerFiring> _firings = [];

    public TriggerAction Action => new CallAction(_firings.Add);

    /// <summary>The next one; fails after a minute.</summary>
    public TriggerFiring Next()
    {
        Assert.True(_firings.TryTake(out TriggerFiring? firing, TimeSpan.FromMinutes(1)), "The trigger did not fire within a minute.");
        return firing;
    }

    public void Dispose() => _firings.Dispose();
}
