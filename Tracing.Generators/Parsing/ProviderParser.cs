using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tracing.Generators.Analysis;
using Tracing.Generators.Model;

namespace Tracing.Generators.Parsing;

/// <summary>
/// Turns a provider class into its model. The generator and the analyzers both come through here, so what is not
/// generated is what is reported.
/// </summary>
internal sealed class ProviderParser
{
    private readonly INamedTypeSymbol _type;
    private readonly Action<Diagnostic>? _report;
    private readonly CancellationToken _cancellation;
    private bool _isFaulty;

    private ProviderParser(INamedTypeSymbol type, Action<Diagnostic>? report, CancellationToken cancellation)
    {
        _type = type;
        _report = report;
        _cancellation = cancellation;
    }

    /// <summary>Reads the class. Null when nothing can be generated for it; single tracepoints in error are left out.</summary>
    public static (ProviderModel Provider, LocationsModel Locations)? Parse(
        INamedTypeSymbol type, AttributeData attribute, Action<Diagnostic>? report, CancellationToken cancellation) =>
        new ProviderParser(type, report, cancellation).Parse(attribute);

    private (ProviderModel Provider, LocationsModel Locations)? Parse(AttributeData attribute)
    {
        string? name = ReadName(attribute);
        CheckShape();
        List<TracepointSymbol> symbols = TracepointSymbol.FindAll(_type, _cancellation);
        EquatableArray<string> statedumps = EquatableArray.From(StatedumpParser.Parse(_type, _report));
        HashSet<string> members = UserMembers();
        var parser = new TracepointParser(_type, name ?? "", members, symbols, _report, _cancellation);
        foreach (TracepointSymbol symbol in symbols)
        {
            parser.Parse(symbol);
        }

        if (_isFaulty || name is null)
        {
            return null;
        }

        var scope = new NameScope(members, parser.GeneratedNames, symbols.SelectMany(static symbol => symbol.Method.Parameters).Select(static parameter => parameter.Name));
        var shared = new SharedMembers(scope.Take("__Tracepoints"), scope.Take("__Provider"), scope.Take("__RegisterTracepoints"), scope.Take("Records"));
        string @namespace = _type.ContainingNamespace.IsGlobalNamespace
            ? ""
            : _type.ContainingNamespace.ToDisplayString(KnownTypes.Plain.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));
        EquatableArray<ContainingType> types = EquatableArray.From(TypesFromOutside().Select(Describe));
        string metadataName = MetadataName();
        return (
            new ProviderModel(metadataName, @namespace, types, name, shared, TypesFromOutside().All(IsReachable), EquatableArray.From(parser.Tracepoints), EquatableArray.From(parser.Stubs), statedumps),
            new LocationsModel(metadataName, @namespace, types, shared.Provider, EquatableArray.From(parser.Places)));
    }

    private string? ReadName(AttributeData attribute)
    {
        if (attribute.ConstructorArguments.Length != 1 || attribute.ConstructorArguments[0].Kind == TypedConstantKind.Error)
        {
            return null;
        }

        string? name = attribute.ConstructorArguments[0].Value as string;
        if (NameRules.FaultOf(name) is { } fault)
        {
            Report(DiagnosticDescriptors.BadProviderName, TracepointSymbol.ArgumentPlace(attribute, 0, _cancellation), name ?? "null", fault);
            return null;
        }

        return name;
    }

    private void CheckShape()
    {
        Location place = TracepointSymbol.PlaceOf(_type);
        if (!_type.IsStatic || !IsPartial(_type))
        {
            Report(DiagnosticDescriptors.ProviderNotStaticPartial, place, _type.Name);
        }

        for (INamedTypeSymbol? type = _type; type is not null; type = type.ContainingType)
        {
            if (!ReferenceEquals(type, _type) && !IsPartial(type))
            {
                Report(DiagnosticDescriptors.ContainingTypeNotPartial, place, _type.Name, type.Name);
            }

            if (type.IsFileLocal)
            {
                Report(DiagnosticDescriptors.FileLocalProvider, place, _type.Name);
            }
        }

        if (_type.IsGenericType)
        {
            Report(DiagnosticDescriptors.GenericProvider, place, _type.Name);
        }
    }

    private HashSet<string> UserMembers()
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { _type.Name };
        foreach (ISymbol member in _type.GetMembers())
        {
            if (!member.IsImplicitlyDeclared && !member.Locations.All(static location => KnownTypes.IsGenerated(location.SourceTree)))
            {
                names.Add(member.Name);
            }
        }

        return names;
    }

    private List<INamedTypeSymbol> TypesFromOutside()
    {
        var types = new List<INamedTypeSymbol>();
        for (INamedTypeSymbol? type = _type; type is not null; type = type.ContainingType)
        {
            types.Insert(0, type);
        }

        return types;
    }

    private string MetadataName()
    {
        string types = string.Join("+", TypesFromOutside().Select(static type => type.MetadataName));
        return _type.ContainingNamespace.IsGlobalNamespace ? types : _type.ContainingNamespace.ToDisplayString() + "." + types;
    }

    private static ContainingType Describe(INamedTypeSymbol type)
    {
        string keyword = type.TypeKind switch
        {
            TypeKind.Struct => type.IsRecord ? "record struct" : "struct",
            TypeKind.Interface => "interface",
            _ => type.IsRecord ? "record" : "class",
        };
        return new ContainingType(keyword, type.Name.EscapeIdentifier());
    }

    private static bool IsReachable(INamedTypeSymbol type) =>
        type.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(reference =>
        !KnownTypes.IsGenerated(reference.SyntaxTree)
        && reference.GetSyntax(_cancellation) is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));

    private void Report(DiagnosticDescriptor descriptor, Location place, params object[] arguments)
    {
        _isFaulty = true;
        _report?.Invoke(Diagnostic.Create(descriptor, place, arguments));
    }
}
