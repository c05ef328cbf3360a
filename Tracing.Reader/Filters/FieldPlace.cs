using Tracing.Reader.Records;

namespace Tracing.Reader.Filters;

/// <summary>Where a field is at the top of a scope.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Index">Its place in it; -1 for none.</param>
/// <param name="Node">The field.</param>
internal readonly record struct FieldPlace(Scope Scope, int Index, FieldNode? Node)
{
    /// <summary>The place of a name among fields, or -1.</summary>
    public static int Find(FieldNode[] fields, string name) => Array.FindIndex(fields, field => field.Name == name);

    /// <summary>Looks in a scope.</summary>
    public static FieldPlace In(Scope scope, FieldNode[] fields, string name) =>
        Find(fields, name) is var index && index >= 0 ? new FieldPlace(scope, index, fields[index]) : new FieldPlace(scope, -1, null);
}
