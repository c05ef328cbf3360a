using Microsoft.CodeAnalysis;
using Tracing.Generators.Analysis;
using Tracing.Generators.Model;
using Tracing.Markers;

namespace Tracing.Generators.Parsing;

/// <remarks>A marker's sentence.</remarks>
internal sealed partial class TracepointParser
{
    private string? CheckFormat(TracepointSymbol symbol, FieldType?[] fields)
    {
        AttributeData marker = symbol.Marker!;
        if (marker.ConstructorArguments.Length != 1 || marker.ConstructorArguments[0].Kind == TypedConstantKind.Error)
        {
            _isFaulty = true;
            return null;
        }

        string format = marker.ConstructorArguments[0].Value as string ?? "";
        Location place = TracepointSymbol.ArgumentPlace(marker, 0, cancellation);
        var placeholders = new List<Placeholder>();
        if (MarkerFormat.Read(format, placeholders) is { } fault)
        {
            Report(DiagnosticDescriptors.BadFormat, place, symbol.Method.Name, fault);
            return null;
        }

        string[] unknown =
        [
            .. placeholders.Select(static placeholder => placeholder.Name)
                .Where(name => !symbol.Method.Parameters.Any(parameter => parameter.Name == name)).Distinct(StringComparer.Ordinal),
        ];
        foreach (string placeholder in unknown)
        {
            Report(DiagnosticDescriptors.UnknownPlaceholder, place, placeholder, symbol.Method.Name);
        }

        if (unknown.Length > 0)
        {
            // Most often a parameter's name misspelled, which then needs no second report.
            return null;
        }

        CheckSpecifiers(symbol, placeholders, fields, place);
        foreach (IParameterSymbol parameter in symbol.Method.Parameters)
        {
            if (!placeholders.Any(placeholder => placeholder.Name == parameter.Name))
            {
                // A warning: the event is whole, only its sentence is not.
                report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.UnshownParameter, TracepointSymbol.PlaceOf(parameter), parameter.Name, symbol.Method.Name));
            }
        }

        return format;
    }

    private void CheckSpecifiers(TracepointSymbol symbol, List<Placeholder> placeholders, FieldType?[] fields, Location place)
    {
        foreach (Placeholder placeholder in placeholders)
        {
            IParameterSymbol parameter = symbol.Method.Parameters.First(parameter => parameter.Name == placeholder.Name);

            // A parameter that cannot be recorded is reported already.
            if (placeholder.Specifier is { } specifier && fields[parameter.Ordinal] is { } field
                && FormatSpecifier.FaultOf(specifier, SpecifierKinds.Of(field)) is { } fault)
            {
                Report(
                    DiagnosticDescriptors.BadSpecifier, place, specifier, placeholder.Name, symbol.Method.Name,
                    parameter.Type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat), fault);
            }
        }
    }
}
