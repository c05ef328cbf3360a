using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Tracing.Generators.Parsing;

namespace Tracing.Generators.Analysis;

/// <summary>Finds tracepoints and statedump methods where nothing is generated: outside provider classes, and on what cannot be partial.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StrayTracepointAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DiagnosticDescriptors.OutsideProvider, DiagnosticDescriptors.NotPartial, DiagnosticDescriptors.StrayStatedump];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(static symbol => Analyze((IMethodSymbol)symbol.Symbol, symbol.ReportDiagnostic), SymbolKind.Method);
        context.RegisterSyntaxNodeAction(AnalyzeLocalFunction, SyntaxKind.LocalFunctionStatement);
    }

    private static void AnalyzeLocalFunction(SyntaxNodeAnalysisContext context)
    {
        if (((LocalFunctionStatementSyntax)context.Node).AttributeLists.Count > 0
            && context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken) is IMethodSymbol method)
        {
            Analyze(method, context.ReportDiagnostic);
        }
    }

    private static void Analyze(IMethodSymbol method, Action<Diagnostic> report)
    {
        // Of two parts the definition speaks; both have the attributes of both.
        if (method.PartialDefinitionPart is not null)
        {
            return;
        }

        AnalyzeStatedump(method, report);
        if (TracepointSymbol.From(method) is not { } symbol)
        {
            return;
        }

        if (KnownTypes.Find(method.ContainingType, KnownTypes.ProviderAttribute) is null)
        {
            report(Diagnostic.Create(
                DiagnosticDescriptors.OutsideProvider,
                TracepointSymbol.PlaceOf(method),
                method.Name,
                symbol.Marker is null ? "Tracepoint" : "Marker",
                method.ContainingType.Name));
        }
        else if (method.MethodKind != MethodKind.Ordinary)
        {
            report(Diagnostic.Create(DiagnosticDescriptors.NotPartial, TracepointSymbol.PlaceOf(method), method.Name));
        }
    }

    private static void AnalyzeStatedump(IMethodSymbol method, Action<Diagnostic> report)
    {
        if (KnownTypes.Find(method, KnownTypes.StatedumpAttribute) is not null
            && (method.MethodKind != MethodKind.Ordinary || KnownTypes.Find(method.ContainingType, KnownTypes.ProviderAttribute) is null))
        {
            report(Diagnostic.Create(DiagnosticDescriptors.StrayStatedump, TracepointSymbol.PlaceOf(method), method.Name));
        }
    }
}
