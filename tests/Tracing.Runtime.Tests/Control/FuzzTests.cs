using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Control;

/// <summary>The fuzzer's target, for a short time, in a process of its own.</summary>
public class FuzzTests
{
    [Fact]
    public void AnyDamageToRequestsIsSurvived()
    {
        using var folder = new TempFolder();
        string program = Path.Combine(TestApp.FolderOf("Tracing.ControlFuzz"), "Tracing.ControlFuzz");
        Programs.Result result = Programs.Run(program, ["--damaged", "3000", $"{Random.Shared.Next(1 << 30)}"], start =>
        {
            start.WorkingDirectory = folder.Path;
            start.Environment["TRACING_CONTROL"] = "0";
        });
        Assert.True(result.ExitCode == 0, result.Error);
    }
}
