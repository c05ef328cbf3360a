namespace Tracing.Runtime.Tests.Triggers;

/// <summary>What another thread is about to make true.</summary>
internal static class Eventually
{
    /// <summary>Waits for it; fails after a minute.</summary>
    public static void IsTrue(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromMinutes(1)), "It did not come true within a minute.");
}
