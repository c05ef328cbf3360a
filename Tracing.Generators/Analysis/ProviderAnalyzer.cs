using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Tracing.Generators.Parsing;

namespace Tracing.Generators.Analysis;

/// <summary>Says what is wrong with provider classes and their tracepoints, by reading them just as the generator does.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProviderAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.ProviderNotStaticPartial,
        DiagnosticDescriptors.ContainingTypeNotPartial,
        DiagnosticDescriptors.GenericProvider,
        DiagnosticDescriptors.FileLocalProvider,
        DiagnosticDescriptors.BadProviderName,
        DiagnosticDescriptors.DuplicateProvider,
        DiagnosticDescriptors.LanguageTooOld,
        DiagnosticDescriptors.NotStatic,
        DiagnosticDescriptors.NotPartial,
        DiagnosticDescriptors.NotVoid,
        DiagnosticDescriptors.HasBody,
        DiagnosticDescriptors.GenericMethod,
        DiagnosticDescriptors.BothAttributes,
        DiagnosticDescriptors.BadEventName,
        DiagnosticDescriptors.DuplicateTracepoint,
        DiagnosticDescriptors.MemberCollision,
        DiagnosticDescriptors.ByReference,
        DiagnosticDescriptors.UnsupportedType,
        DiagnosticDescriptors.UnsupportedMember,
        DiagnosticDescriptors.BadUtf8,
        DiagnosticDescriptors.BadFieldName,
        DiagnosticDescriptors.BadFormat,
        DiagnosticDescriptors.UnknownPlaceholder,
        DiagnosticDescriptors.UnshownParameter,
        DiagnosticDescriptors.BadLevel,
        DiagnosticDescriptors.ConfusableField,
        DiagnosticDescriptors.BadSpecifier,
        DiagnosticDescriptors.BadStatedump,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            var providers = new ConcurrentBag<(string Name, INamedTypeSymbol Type, Location Place)>();
            start.RegisterSymbolAction(symbol => Analyze(symbol, providers), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => ReportDuplicates(end, providers));
        });
    }

    private static void Analyze(SymbolAnalysisContext context, ConcurrentBag<(string Name, INamedTypeSymbol Type, Location Place)> providers)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (KnownTypes.Find(type, KnownTypes.ProviderAttribute) is not { } attribute)
        {
            return;
        }

        if (context.Compilation is CSharpCompilation { LanguageVersion: var version and < LanguageVersion.CSharp13 })
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.LanguageTooOld, TracepointSymbol.PlaceOf(type), version.ToDisplayString()));
            return;
        }

        if (attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is string name)
        {
            providers.Add((name, type, TracepointSymbol.ArgumentPlace(attribute, 0, context.CancellationToken)));
        }

        ProviderParser.Parse(type, attribute, context.ReportDiagnostic, context.CancellationToken);
    }

    private static void ReportDuplicates(CompilationAnalysisContext context, ConcurrentBag<(string Name, INamedTypeSymbol Type, Location Place)> providers)
    {
        foreach (var group in providers.GroupBy(static provider => provider.Name, StringComparer.Ordinal))
        {
            // In an order of its own: that of the bag is chance.
            var ordered = group
                .OrderBy(static provider => provider.Place.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static provider => provider.Place.SourceSpan.Start)
                .ToList();
            foreach (var provider in ordered.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.DuplicateProvider, provider.Place, provider.Name, ordered[0].Type.ToDisplayString()));
            }
        }
    }
}
