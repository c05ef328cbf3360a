using Tracing.Filters;
using Tracing.Reader.Records;

namespace Tracing.Reader.Filters;

/// <summary>The fields of one kind of event.</summary>
internal sealed class ClassSchema(TraceEventClass @class, StreamClass stream) : IFilterSchema
{
    public FilterType TypeOf(FilterField field)
    {
        if (Find(field) is not { Node: FieldNode node })
        {
            return FilterType.Missing;
        }

        for (int i = 1; i < field.Steps.Length; i++)
        {
            if (Unwrap(ref node) is false)
            {
                return FilterType.Unknown;
            }

            FilterStep step = field.Steps[i];
            FieldNode? next = (step.Name, node.Kind) switch
            {
                (null, FieldKind.Sequence) when node.Reference >= 0 || (ulong)step.Index < node.Length => node.Children[0],
                (string name, FieldKind.Structure) => Array.Find(node.Children, child => child.Name == name),
                _ => null,
            };
            if (next is null)
            {
                return FilterType.Missing;
            }

            node = next;
        }

        return Unwrap(ref node) ? TypeOf(node) : FilterType.Unknown;
    }

    /// <summary>Where a field's first step leads: the payload, or the nearest context that has it.</summary>
    public FieldPlace Find(FilterField field)
    {
        string name = field.Steps[0].Name!;
        if (!field.IsContext)
        {
            return FieldPlace.In(Scope.Payload, @class.Payload.Children, name);
        }

        FieldPlace place = FieldPlace.In(Scope.SpecificContext, @class.SpecificContext.Children, name);
        place = place.Index >= 0 ? place : FieldPlace.In(Scope.CommonContext, stream.CommonContext.Children, name);
        return place.Index >= 0 ? place : FieldPlace.In(Scope.PacketContext, stream.VisiblePacketContext, name);
    }

    /// <summary>Whether a type of .NET compares by its text form, since CTF has it as a structure or bytes.</summary>
    public static bool IsShownAsText(FieldNode node) => node.Dotnet is DotnetType.Guid or DotnetType.DateTime or DotnetType.DateTimeOffset or DotnetType.IPAddress;

    /// <summary>A nullable is what it holds; of other variants the option is not known yet.</summary>
    private static bool Unwrap(ref FieldNode node)
    {
        while (node.Kind == FieldKind.Variant)
        {
            if (node.Dotnet != DotnetType.Nullable)
            {
                return false;
            }

            node = node.Children[1];
        }

        return true;
    }

    private static FilterType TypeOf(FieldNode node) => node.Kind switch
    {
        _ when IsShownAsText(node) => FilterType.Text,
        _ when node.Dotnet == DotnetType.Decimal => FilterType.Float,
        FieldKind.Signed => FilterType.Signed,
        FieldKind.Unsigned => FilterType.Unsigned,
        FieldKind.Enumeration => FilterType.Labelled,
        FieldKind.Float => FilterType.Float,
        FieldKind.Text => FilterType.Text,
        _ => FilterType.Compound,
    };
}
