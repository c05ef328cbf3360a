using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Tracing.Generators.Tests.Support;

namespace Tracing.Generators.Tests.GeneratedCode;

public class AutoStartTests
{
    private const string FileName = "TracingAutoStart.g.cs";
    private const string Runtime = "namespace Tracing.Runtime { public static class TracingRuntime { public static void StartFromEnvironment() { } } }";

    [Theory]
    [InlineData(OutputKind.ConsoleApplication, true)]
    [InlineData(OutputKind.WindowsApplication, true)]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, false)]
    public void OnlyAProgramStartsTheRuntime(OutputKind kind, bool isStarted) => Assert.Equal(isStarted, IsGenerated(kind, Runtime));

    [Fact]
    public void AProgramWithoutTheRuntimeStartsNothing() => Assert.False(IsGenerated(OutputKind.ConsoleApplication, "internal static class Other;"));

    [Theory]
    [InlineData("false", false)]
    [InlineData("FALSE", false)]
    [InlineData("true", true)]
    [InlineData("", true)]
    public void APropertyTurnsItOff(string value, bool isStarted) =>
        Assert.Equal(isStarted, IsGenerated(OutputKind.ConsoleApplication, Runtime, new Properties("build_property.TracingAutoStart", value)));

    [Fact]
    public void TheInitializerCompilesStrictly()
    {
        Compilation compilation = Compiler.Compile(
            Runtime + " internal static class Program { internal static void Main() { } }",
            Compiler.Strict().WithOutputKind(OutputKind.ConsoleApplication).WithSpecificDiagnosticOptions([new("CS1591", ReportDiagnostic.Suppress)]));

        LoadedSample.AssertClean(Compiler.Generate(compilation));
    }

    private static bool IsGenerated(OutputKind kind, string source, AnalyzerConfigOptionsProvider? config = null) =>
        Compiler.Drive(Compiler.Compile(source, new CSharpCompilationOptions(kind)), config: config)
            .GetRunResult().Results.Single().GeneratedSources.Any(static file => file.HintName == FileName);

    private sealed class Properties(string key, string value) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(key, value);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Options(string key, string value) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string candidate, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? found)
        {
            found = candidate == key ? value : null;
            return found is not null;
        }
    }
}
