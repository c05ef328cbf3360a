using System.Globalization;
using System.Text.RegularExpressions;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Death;

/// <summary>Testpoints cost nothing where there are none: the machine code is as long as without them.</summary>
public partial class TestpointCostTests
{
    [Fact]
    public void EmptyTestpointsLeaveNoMachineCode()
    {
        using var folder = new TempFolder();
        Programs.Result result = TestApp.Run(
            ["twins"], ("DOTNET_JitStdOutFile", folder["jit"]), ("DOTNET_JitDisasmSummary", "1"), ("DOTNET_TieredCompilation", "0"));
        Assert.True(result.ExitCode == TestApp.OwnExitCode, result.Error);
        Dictionary<string, int> sizes = SizePattern().Matches(File.ReadAllText(folder["jit"]))
            .ToDictionary(static match => match.Groups[1].Value, static match => int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        Assert.Equal(sizes["Without[TestProbes.EmptyTestpoints]"], sizes["With[TestProbes.EmptyTestpoints]"]);

        // That the comparison can fail: with testpoints that do something there is more.
        Assert.True(sizes["With[TestProbes.ArmedTestpoints]"] > sizes["Without[TestProbes.EmptyTestpoints]"]);
    }

    [GeneratedRegex(@"TestProbes\.Twins:(With\S*?)\(.*code size=([0-9]+)")]
    private static partial Regex SizePattern();
}
