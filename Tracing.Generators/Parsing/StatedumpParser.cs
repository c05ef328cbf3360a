using Microsoft.CodeAnalysis;
using Tracing.Generators.Analysis;

namespace Tracing.Generators.Parsing;

/// <summary>Finds the methods of a provider class that tell the application's state.</summary>
internal static class StatedumpParser
{
    /// <summary>The names of those that can be called, in the order of declaration; what is wrong with the others is reported.</summary>
    public static IEnumerable<string> Parse(INamedTypeSymbol type, Action<Diagnostic>? report)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            // Of two parts the definition speaks; both have the attributes of both. What is no ordinary method, the analyzer of strays finds.
            if (member is not IMethodSymbol { PartialDefinitionPart: null, MethodKind: MethodKind.Ordinary } method || KnownTypes.Find(method, KnownTypes.StatedumpAttribute) is null)
            {
                continue;
            }

            if (FaultOf(method) is { } fault)
            {
                report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.BadStatedump, TracepointSymbol.PlaceOf(method), method.Name, fault));
            }
            else
            {
                yield return method.Name;
            }
        }
    }

    private static string? FaultOf(IMethodSymbol method) => method switch
    {
        _ when TracepointSymbol.From(method) is not null => "it is a tracepoint: mark a method that calls tracepoints",
        { IsStatic: false } => "it is not static",
        { IsGenericMethod: true } => "it is generic",
        { Parameters.Length: > 0 } => "it has parameters",
        { IsAsync: true } => "it is async, so it would return before it has told anything",
        { ReturnsVoid: false } => $"it returns '{method.ReturnType.ToDisplayString(KnownTypes.Plain.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted))}'",
        { IsPartialDefinition: true, PartialImplementationPart: null } => "it has no body",
        _ => null,
    };
}
