using Tracing.Runtime.Clock;

namespace Tracing.Runtime.Tests.Clock;

public class ClockKindsTests
{
    [Theory]
    [InlineData(ClockKind.Tsc, "tsc")]
    [InlineData(ClockKind.TscRelaxed, "tsc-relaxed")]
    [InlineData(ClockKind.Monotonic, "monotonic")]
    [InlineData(ClockKind.Counter, "counter")]
    public void EachClockHasANameThatForcesIt(ClockKind kind, string name)
    {
        Assert.Equal(kind, ClockKinds.Parse(name, "TRACING_CLOCK"));
        Assert.Equal(name, ClockKinds.NameOf(kind));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void NoNameForcesNothing(string? name) => Assert.Null(ClockKinds.Parse(name, "TRACING_CLOCK"));

    [Theory]
    [InlineData("TSC")]
    [InlineData("hpet")]
    public void AnUnknownNameIsRefusedWithTheKnownOnes(string name)
    {
        string message = Assert.Throws<InvalidOperationException>(() => ClockKinds.Parse(name, "TRACING_CLOCK")).Message;
        Assert.Contains($"TRACING_CLOCK is '{name}'", message, StringComparison.Ordinal);
        Assert.Contains("tsc, tsc-relaxed, monotonic, counter", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, ClockKind.Tsc)]
    [InlineData("no such code", null, ClockKind.Monotonic)]
    [InlineData("no such code", "no such clock", ClockKind.Counter)]
    public void WithoutAWishTheBestThatIsThereIsTaken(string? cycleCounterLack, string? monotonicLack, ClockKind expected)
    {
        Assert.Equal(expected, ClockKinds.Choose(null, cycleCounterLack, monotonicLack));
    }

    [Theory]
    [InlineData(ClockKind.Tsc)]
    [InlineData(ClockKind.TscRelaxed)]
    [InlineData(ClockKind.Monotonic)]
    public void AForcedClockThatIsLackingIsRefusedWithTheReasonAndTheWaysOut(ClockKind kind)
    {
        string message = Assert.Throws<InvalidOperationException>(() => ClockKinds.Choose(kind, "it is broken", "it is broken")).Message;
        Assert.StartsWith($"The clock '{ClockKinds.NameOf(kind)}' was asked for, but it cannot be used here: it is broken.", message, StringComparison.Ordinal);
        Assert.Contains("'counter', or for none", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ClockKind.Monotonic)]
    [InlineData(ClockKind.Counter)]
    public void AForcedClockIsTakenThoughABetterOneIsThere(ClockKind kind) => Assert.Equal(kind, ClockKinds.Choose(kind, null, null));

    [Fact]
    public void AKernelThatDoesNotTrustTheCounterMeansTheMonotonicClock()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "tsc\n");
            Assert.Null(ClockSource.FindLack(path));

            File.WriteAllText(path, "kvm-clock\n");
            string? lack = ClockSource.FindLack(path);
            Assert.Contains("the kernel's clocksource is 'kvm-clock'", lack, StringComparison.Ordinal);
            Assert.Equal(ClockKind.Monotonic, ClockKinds.Choose(null, lack, null));
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Contains(path, ClockSource.FindLack(path), StringComparison.Ordinal);
    }
}
