using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Tracing.Generators.Parsing;

/// <summary>Decides whether the program starts the runtime before <c>Main</c>.</summary>
internal static class AutoStart
{
    private const string RuntimeType = "Tracing.Runtime.TracingRuntime";
    private const string StartMethod = "StartFromEnvironment";
    private const string Property = "build_property.TracingAutoStart";

    /// <summary>Whether it is an executable that references the runtime.</summary>
    public static bool IsPossible(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
        && compilation.GetTypeByMetadataName(RuntimeType)?.GetMembers(StartMethod)
            .Any(static member => member is IMethodSymbol { IsStatic: true, DeclaredAccessibility: Accessibility.Public, Parameters.Length: 0 }) == true;

    /// <summary>Whether the project leaves it on.</summary>
    public static bool IsWanted(AnalyzerConfigOptions options) =>
        !options.TryGetValue(Property, out string? value) || !string.Equals(value.Trim(), "false", StringComparison.OrdinalIgnoreCase);
}
