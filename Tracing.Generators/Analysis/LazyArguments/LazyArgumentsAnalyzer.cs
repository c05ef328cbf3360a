using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Tracing.Generators.Parsing;

namespace Tracing.Generators.Analysis.LazyArguments;

/// <summary>
/// Finds arguments of tracepoints that cost something while nobody records: calls, allocations, boxing, and strings
/// that are put together, where no test of the tracepoint's <c>…Enabled</c> stands before them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LazyArgumentsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnguardedArgument];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownTypes.ProviderAttribute) is { } attribute)
            {
                var guards = new ProviderGuards(attribute);
                start.RegisterOperationAction(operation => Analyze(operation, guards), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, ProviderGuards guards)
    {
        var call = (IInvocationOperation)context.Operation;
        if (guards.Find(call.TargetMethod, context.CancellationToken) is not { } guard)
        {
            return;
        }

        var costs = new CostFinder(context.Compilation.Assembly, guard, context.CancellationToken);
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter: { } parameter } && costs.Find(argument.Value) is { } cost)
            {
                // The fix is told where the call is: around the cost there can be other calls, even of tracepoints.
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.UnguardedArgument,
                    PlaceOf(cost.Operation, call),
                    [call.Syntax.GetLocation()],
                    ImmutableDictionary<string, string?>.Empty.Add(GuardProperty.Key, guard.Name),
                    parameter.Name,
                    cost.What,
                    call.TargetMethod.Name,
                    guard.ContainingType.Name + "." + guard.Name));
            }
        }
    }

    private static Location PlaceOf(IOperation cost, IInvocationOperation call)
    {
        // A params array is nowhere in source; its elements are.
        if (cost.Syntax == call.Syntax && cost is IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } elements } && call.Syntax is InvocationExpressionSyntax)
        {
            return Location.Create(call.Syntax.SyntaxTree, TextSpan.FromBounds(elements[0].Syntax.SpanStart, elements[elements.Length - 1].Syntax.Span.End));
        }

        return cost.Syntax.GetLocation();
    }
}
