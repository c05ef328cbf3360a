using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Tracing.Generators.Parsing;

namespace Tracing.Generators.Analysis.LazyArguments;

/// <summary>Which property guards which tracepoint, in all providers that a compilation sees. Each class is read once.</summary>
internal sealed class ProviderGuards(INamedTypeSymbol providerAttribute)
{
    // By definition: a generic class is no provider.
    private readonly ConcurrentDictionary<INamedTypeSymbol, Dictionary<IMethodSymbol, IPropertySymbol>?> _providers = new(SymbolEqualityComparer.Default);

    /// <summary>The <c>…Enabled</c> property of a tracepoint. Null for any other method, and for a tracepoint that has none because it is in error.</summary>
    public IPropertySymbol? Find(IMethodSymbol method, CancellationToken cancellation)
    {
        // Almost every call of a compilation ends here, before anything is looked up.
        if (method is not { IsStatic: true, ReturnsVoid: true, MethodKind: MethodKind.Ordinary, Parameters.Length: > 0, ContainingType: { IsStatic: true } type })
        {
            return null;
        }

        if (!_providers.TryGetValue(type, out Dictionary<IMethodSymbol, IPropertySymbol>? guards))
        {
            guards = IsProvider(type) ? Read(type, cancellation) : null;
            _providers.TryAdd(type, guards);
        }

        return guards is not null && guards.TryGetValue(method.PartialDefinitionPart ?? method, out IPropertySymbol? guard) ? guard : null;
    }

    private bool IsProvider(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, providerAttribute))
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<IMethodSymbol, IPropertySymbol> Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var guards = new Dictionary<IMethodSymbol, IPropertySymbol>(SymbolEqualityComparer.Default);
        List<TracepointSymbol> all = TracepointSymbol.FindAll(type, cancellation);
        var bases = new MemberBases(all);
        foreach (TracepointSymbol symbol in all)
        {
            // The generated name, since in a library of others there is nothing but names.
            foreach (ISymbol member in type.GetMembers(MemberBases.Enabled(bases.Take(symbol))))
            {
                if (member is IPropertySymbol { IsStatic: true, Type.SpecialType: SpecialType.System_Boolean } guard)
                {
                    guards[symbol.Method] = guard;
                }
            }
        }

        return guards;
    }
}
