using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tracing.Generators.Analysis;
using Tracing.Generators.Model;

namespace Tracing.Generators.Parsing;

/// <summary>Turns a provider's methods into models, one after the other, and keeps their names apart.</summary>
internal sealed partial class TracepointParser(
    INamedTypeSymbol type,
    string providerName,
    HashSet<string> userMembers,
    List<TracepointSymbol> all,
    Action<Diagnostic>? report,
    CancellationToken cancellation)
{
    private const int DefaultLevel = 6;
    private const int HighestLevel = 14;

    private readonly HashSet<string> _eventNames = new(StringComparer.Ordinal);

    private readonly MemberBases _bases = new(all);

    /// <summary>Names in the nested class of guards: what it has anyway, and what it inherits.</summary>
    private readonly NameScope _guards = new(
        ["Bindings", "Provider", "Equals", "ReferenceEquals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "__Tracepoints"]);

    private readonly NameScope _private = new(userMembers, all.SelectMany(static symbol => symbol.Method.Parameters).Select(static parameter => parameter.Name));

    private bool _isFaulty;

    public List<TracepointModel> Tracepoints { get; } = [];

    public List<MethodModel> Stubs { get; } = [];

    public List<SourcePlace> Places { get; } = [];

    public HashSet<string> GeneratedNames { get; } = new(StringComparer.Ordinal);

    public void Parse(TracepointSymbol symbol)
    {
        cancellation.ThrowIfCancellationRequested();
        _isFaulty = false;
        IMethodSymbol method = symbol.Method;
        Location place = TracepointSymbol.PlaceOf(method);
        bool canImplement = CheckShape(symbol, place);
        string name = CheckName(symbol, place);
        int level = CheckLevel(symbol);
        FieldType?[] fields = [.. method.Parameters.Select(parameter => CheckParameter(symbol, parameter))];
        string? format = symbol.Marker is null ? null : CheckFormat(symbol, fields);

        string memberBase = _bases.Take(symbol);
        string? enabled = CheckMember(method, place, MemberBases.Enabled(memberBase));
        string? handler = CheckMember(method, place, memberBase + "Handler");
        string? attach = CheckMember(method, place, "Attach" + memberBase);
        if (!canImplement)
        {
            return;
        }

        MethodModel model = Describe(method, enabled);
        if (_isFaulty || enabled is null || handler is null || attach is null || fields.Any(static field => field is null))
        {
            if (fields.Length == 0 || !method.Parameters.Any(static parameter => parameter.Type.TypeKind == TypeKind.Error))
            {
                Stubs.Add(model);
            }

            return;
        }

        var members = new TracepointMembers(
            _guards.Take(memberBase), enabled, handler, attach, TakePrivate("__Record" + memberBase), TakePrivate("__Notify" + memberBase));
        Tracepoints.Add(new TracepointModel(model, name, level, format, members, EquatableArray.From(fields.Select(static field => field!))));
        FileLinePositionSpan span = place.GetLineSpan();
        Places.Add(new SourcePlace(span.Path, span.StartLinePosition.Line + 1));
    }

    /// <summary>Reports what is wrong with the method as such. False when a body for it could not compile either.</summary>
    private bool CheckShape(TracepointSymbol symbol, Location place)
    {
        IMethodSymbol method = symbol.Method;
        if (symbol is { Tracepoint: not null, Marker: not null })
        {
            Report(DiagnosticDescriptors.BothAttributes, place, method.Name);
        }

        bool isPartial = method.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax(cancellation) is MethodDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));
        bool hasBody = HasBody(method);
        if (!isPartial)
        {
            Report(DiagnosticDescriptors.NotPartial, place, method.Name);
        }
        else if (hasBody)
        {
            Report(DiagnosticDescriptors.HasBody, place, method.Name);
        }

        if (!method.IsStatic)
        {
            Report(DiagnosticDescriptors.NotStatic, place, method.Name);
        }

        if (!method.ReturnsVoid && method.ReturnType.TypeKind != TypeKind.Error)
        {
            Report(DiagnosticDescriptors.NotVoid, ReturnTypePlace(method) ?? place, method.Name, method.ReturnType.ToDisplayString());
        }

        if (method.IsGenericMethod)
        {
            Report(DiagnosticDescriptors.GenericMethod, place, method.Name);
        }

        return isPartial && !hasBody && method is { IsPartialDefinition: true, IsStatic: true, ReturnsVoid: true, IsGenericMethod: false, IsVararg: false };
    }

    private bool HasBody(IMethodSymbol method)
    {
        if (method.PartialImplementationPart is { } implementation
            && implementation.DeclaringSyntaxReferences.Any(static reference => !KnownTypes.IsGenerated(reference.SyntaxTree)))
        {
            return true;
        }

        return method.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax(cancellation) is MethodDeclarationSyntax syntax && (syntax.Body is not null || syntax.ExpressionBody is not null));
    }

    private string CheckName(TracepointSymbol symbol, Location place)
    {
        string name = symbol.EventName;
        Location namePlace = symbol.NamedPlace("Name", cancellation);
        if (NameRules.FaultOf(name) is { } fault)
        {
            Report(DiagnosticDescriptors.BadEventName, namePlace, name, fault);
        }
        else if (!_eventNames.Add(name))
        {
            Report(DiagnosticDescriptors.DuplicateTracepoint, namePlace, providerName, name);
        }

        return name;
    }

    private int CheckLevel(TracepointSymbol symbol)
    {
        int level = symbol.Named<int>("Level", DefaultLevel);
        if (level is < 0 or > HighestLevel)
        {
            Report(DiagnosticDescriptors.BadLevel, symbol.NamedPlace("Level", cancellation), level, symbol.Method.Name);
        }

        return level;
    }

    private FieldType? CheckParameter(TracepointSymbol symbol, IParameterSymbol parameter)
    {
        Location place = TracepointSymbol.PlaceOf(parameter);
        if (!NameRules.IsFieldName(parameter.Name) && parameter.Name.Length > 0)
        {
            Report(DiagnosticDescriptors.BadFieldName, place, parameter.Name);
        }

        if (symbol.Method.Parameters.Any(earlier => earlier.Ordinal < parameter.Ordinal && earlier.Name == "_" + parameter.Name))
        {
            Report(DiagnosticDescriptors.ConfusableField, place, parameter.Name);
        }

        if (parameter.RefKind != RefKind.None)
        {
            Report(DiagnosticDescriptors.ByReference, place, parameter.Name, RefKeyword(parameter.RefKind));
            return null;
        }

        bool isUtf8 = KnownTypes.Find(parameter, KnownTypes.Utf8Attribute) is not null;
        FieldType? field = FieldTypeParser.Parse(parameter.Type, isUtf8, out FieldFault? fault);
        if (fault is null)
        {
            return field;
        }

        Location typePlace = TypePlace(parameter) ?? place;
        string typeName = fault.Type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        switch (fault.Kind)
        {
            case FieldFaultKind.NotUtf8:
                Report(DiagnosticDescriptors.BadUtf8, typePlace, parameter.Name, typeName);
                break;
            case FieldFaultKind.MemberName:
                Report(DiagnosticDescriptors.BadFieldName, typePlace, fault.MemberPath);
                break;
            case FieldFaultKind.ConfusableMember:
                Report(DiagnosticDescriptors.ConfusableField, typePlace, fault.MemberPath);
                break;
            case FieldFaultKind.Unsupported when fault.MemberPath.Length > 0:
                Report(DiagnosticDescriptors.UnsupportedMember, typePlace, parameter.Name, fault.MemberPath, typeName);
                break;
            case FieldFaultKind.Unsupported:
                Report(DiagnosticDescriptors.UnsupportedType, typePlace, parameter.Name, typeName, symbol.Method.Name);
                break;
            default:
                // The unknown type is reported elsewhere.
                _isFaulty = true;
                break;
        }

        return null;
    }

    private string? CheckMember(IMethodSymbol method, Location place, string member)
    {
        if (userMembers.Contains(member) || GeneratedNames.Contains(member))
        {
            Report(DiagnosticDescriptors.MemberCollision, place, method.Name, member, type.Name);
            return null;
        }

        GeneratedNames.Add(member);
        return member;
    }

    private string TakePrivate(string wanted)
    {
        string name = _private.Take(wanted);
        GeneratedNames.Add(name);
        return name;
    }

    private MethodModel Describe(IMethodSymbol method, string? enabled)
    {
        var syntax = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as MethodDeclarationSyntax;
        string modifiers = string.Concat((syntax?.Modifiers ?? default)
            .Where(static token => token.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.PrivateKeyword
                or SyntaxKind.ProtectedKeyword or SyntaxKind.UnsafeKeyword or SyntaxKind.NewKeyword)
            .Select(static token => token.ValueText + " "));
        bool isPlain = method.MethodImplementationFlags == MethodImplAttributes.IL;
        return new MethodModel(modifiers, method.Name, isPlain, enabled, EquatableArray.From(method.Parameters.Select(parameter => Describe(method, parameter))));
    }

    private static ParameterModel Describe(IMethodSymbol method, IParameterSymbol parameter)
    {
        // params and out imply scoped, which then must not be repeated.
        bool isScoped = parameter is { IsParams: false, RefKind: not RefKind.Out } && parameter.ScopedKind != ScopedKind.None;
        string modifiers = (method.IsExtensionMethod && parameter.Ordinal == 0 ? "this " : "")
            + (isScoped ? "scoped " : "")
            + (parameter.IsParams ? "params " : "")
            + (parameter.RefKind == RefKind.None ? "" : RefKeyword(parameter.RefKind) + " ");
        return new ParameterModel(parameter.Name, modifiers, parameter.Type.ToDisplayString(KnownTypes.Annotated));
    }

    private static string RefKeyword(RefKind kind) => kind switch
    {
        RefKind.Out => "out",
        RefKind.In => "in",
        RefKind.RefReadOnlyParameter => "ref readonly",
        _ => "ref",
    };

    private Location? TypePlace(IParameterSymbol parameter) =>
        (parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as ParameterSyntax)?.Type?.GetLocation();

    private Location? ReturnTypePlace(IMethodSymbol method) =>
        (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as MethodDeclarationSyntax)?.ReturnType.GetLocation();

    private void Report(DiagnosticDescriptor descriptor, Location place, params object[] arguments)
    {
        _isFaulty = true;
        report?.Invoke(Diagnostic.Create(descriptor, place, arguments));
    }
}
