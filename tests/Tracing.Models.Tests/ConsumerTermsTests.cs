namespace Tracing.Models.Tests;

/// <summary>A ring whose consumer changes.</summary>
public class ConsumerTermsTests
{
    private static readonly Model s_model = new("ConsumerTerms");

    public static TheoryData<string> Variants => [.. s_model.Variants];

    public static TheoryData<string> Faults => [.. s_model.Faults];

    [Theory, MemberData(nameof(Variants))]
    public void NoStateIsWrong(string variant) => s_model.AssertHolds(variant);

    [Theory, MemberData(nameof(Faults))]
    public void APlantedFaultIsFound(string fault) => s_model.AssertFails(fault);
}
