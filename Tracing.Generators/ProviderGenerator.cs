using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Tracing.Generators.Emission;
using Tracing.Generators.Model;
using Tracing.Generators.Parsing;

namespace Tracing.Generators;

/// <summary>Writes the other half of each <c>[TracepointProvider]</c> class. What is wrong with one, the analyzers say.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ProviderGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<(ProviderModel Provider, LocationsModel Locations)> parsed = context.SyntaxProvider.ForAttributeWithMetadataName(
            KnownTypes.ProviderAttribute,
            static (node, _) => node is ClassDeclarationSyntax,
            static (target, cancellation) => Parse(target, cancellation))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!.Value);

        IncrementalValuesProvider<ProviderModel> providers = parsed.Select(static (model, _) => model.Provider).WithTrackingName(StepNames.Provider);
        IncrementalValuesProvider<LocationsModel> locations = parsed.Select(static (model, _) => model.Locations).WithTrackingName(StepNames.Locations);

        IncrementalValueProvider<bool> isLanguageEnough = context.ParseOptionsProvider
            .Select(static (options, _) => options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp13 })
            .WithTrackingName(StepNames.Language);
        IncrementalValueProvider<FileNames> names = providers.Select(static (provider, _) => provider.MetadataName).Collect().Select(static (all, _) => FileNames.From(all));
        IncrementalValueProvider<string?> projectFolder = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => options.GlobalOptions.TryGetValue("build_property.projectdir", out string? folder) ? folder : null);
        IncrementalValueProvider<bool> isAutoStarted = context.CompilationProvider.Select(static (compilation, _) => AutoStart.IsPossible(compilation))
            .Combine(context.AnalyzerConfigOptionsProvider.Select(static (options, _) => AutoStart.IsWanted(options.GlobalOptions)))
            .Select(static (both, _) => both.Left && both.Right)
            .WithTrackingName(StepNames.AutoStart);
        IncrementalValueProvider<bool> hasReader = context.CompilationProvider
            .Select(static (compilation, _) => compilation.GetTypeByMetadataName(KnownTypes.RecordInterface) is not null)
            .WithTrackingName(StepNames.Reader);

        context.RegisterSourceOutput(providers.Combine(names).Combine(isLanguageEnough.Combine(hasReader)), static (output, input) =>
        {
            if (input.Right.Left)
            {
                ProviderModel provider = input.Left.Left;
                string file = input.Left.Right.For(provider.MetadataName);
                output.AddSource(file + ".g.cs", SourceText.From(ProviderEmitter.Emit(provider), Encoding.UTF8));
                if (input.Right.Right && RecordsEmitter.Emit(provider) is { } records)
                {
                    output.AddSource(file + ".Records.g.cs", SourceText.From(records, Encoding.UTF8));
                }
            }
        });
        context.RegisterSourceOutput(locations.Combine(names).Combine(isLanguageEnough).Combine(projectFolder), static (output, input) =>
        {
            if (input.Left.Right)
            {
                LocationsModel model = input.Left.Left.Left;
                output.AddSource(input.Left.Left.Right.For(model.MetadataName) + ".Locations.g.cs", SourceText.From(LocationsEmitter.Emit(model, input.Right), Encoding.UTF8));
            }
        });
        context.RegisterSourceOutput(isAutoStarted, static (output, isAutoStarted) =>
        {
            if (isAutoStarted)
            {
                output.AddSource(AutoStartEmitter.FileName, SourceText.From(AutoStartEmitter.Emit(), Encoding.UTF8));
            }
        });
    }

    private static (ProviderModel Provider, LocationsModel Locations)? Parse(GeneratorAttributeSyntaxContext target, CancellationToken cancellation) =>
        target.TargetSymbol is INamedTypeSymbol type
        && KnownTypes.Find(type, KnownTypes.ProviderAttribute) is { } attribute

        // Of parts that wrongly repeat the attribute only the first one is taken: a file can be added but once.
        && attribute.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == target.TargetNode.SyntaxTree && target.TargetNode.Span.Contains(reference.Span)
            ? ProviderParser.Parse(type, attribute, report: null, cancellation)
            : null;
}
