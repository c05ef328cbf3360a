namespace Tracing.Models.Tests;

/// <summary>The CPU ring with a snapshot.</summary>
public class CpuRingOverwriteTests
{
    private static readonly Model s_model = new("CpuRingOverwrite");

    public static TheoryData<string> Variants => [.. s_model.Variants];

    public static TheoryData<string> Faults => [.. s_model.Faults];

    [Theory, MemberData(nameof(Variants))]
    public void NoStateIsWrong(string variant) => s_model.AssertHolds(variant);

    [Theory, MemberData(nameof(Faults))]
    public void APlantedFaultIsFound(string fault) => s_model.AssertFails(fault);
}
