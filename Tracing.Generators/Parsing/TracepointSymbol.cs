using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tracing.Generators.Parsing;

/// <summary>A method with one or both of the attributes. Lives only while symbols do.</summary>
internal sealed record TracepointSymbol(IMethodSymbol Method, AttributeData? Tracepoint, AttributeData? Marker)
{
    /// <summary>The attribute that says what the method is.</summary>
    public AttributeData Attribute => Marker ?? Tracepoint!;

    /// <summary>The second half of the event's name.</summary>
    public string EventName => Named<string>("Name", null) ?? Method.Name;

    public static TracepointSymbol? From(IMethodSymbol method)
    {
        AttributeData? tracepoint = KnownTypes.Find(method, KnownTypes.TracepointAttribute);
        AttributeData? marker = KnownTypes.Find(method, KnownTypes.MarkerAttribute);
        return tracepoint is null && marker is null ? null : new TracepointSymbol(method, tracepoint, marker);
    }

    /// <summary>All of a class, in the order of declaration.</summary>
    public static List<TracepointSymbol> FindAll(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var result = new List<TracepointSymbol>();
        foreach (ISymbol member in type.GetMembers())
        {
            cancellation.ThrowIfCancellationRequested();
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && From(method) is { } symbol)
            {
                result.Add(symbol);
            }
        }

        return result;
    }

    /// <summary>The value of a named argument; the default when it is absent or in error.</summary>
    public T? Named<T>(string name, T? otherwise)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in Attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Error && argument.Value.Value is T value)
            {
                return value;
            }
        }

        return otherwise;
    }

    /// <summary>Where a named argument stands, or the method's name.</summary>
    public Location NamedPlace(string name, CancellationToken cancellation)
    {
        AttributeArgumentSyntax? argument = Arguments(Attribute, cancellation)?.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);
        return argument?.Expression.GetLocation() ?? PlaceOf(Method);
    }

    /// <summary>Where a positional argument stands, or the attribute.</summary>
    public static Location ArgumentPlace(AttributeData attribute, int index, CancellationToken cancellation)
    {
        AttributeArgumentSyntax? argument = Arguments(attribute, cancellation)?.Where(static argument => argument.NameEquals is null).ElementAtOrDefault(index);
        return argument?.Expression.GetLocation() ?? attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? Location.None;
    }

    /// <summary>Where a symbol's name stands in what the user wrote.</summary>
    public static Location PlaceOf(ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(static location => location.IsInSource && !KnownTypes.IsGenerated(location.SourceTree)) ?? Location.None;

    private static SeparatedSyntaxList<AttributeArgumentSyntax>? Arguments(AttributeData attribute, CancellationToken cancellation) =>
        (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax)?.ArgumentList?.Arguments;
}
