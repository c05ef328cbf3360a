using Tracing.Runtime.Filters;

namespace Tracing.Runtime.Catalog;

/// <summary>Lists a tracepoint's fields as its author knows them: without the lengths and tags that stand beside some in the record.</summary>
internal static class FieldList
{
    /// <summary>The fields of a declaration.</summary>
    public static TracepointField[] Of(string declarations)
    {
        var result = new List<TracepointField>();
        foreach (NamedLayout field in FieldLayoutParser.Parse(declarations))
        {
            if (field.Layout is SequenceLayout or NullableLayout)
            {
                // Its length or tag came right before it.
                result.RemoveAt(result.Count - 1);
            }

            result.Add(new TracepointField(field.Name, field.Type));
        }

        return [.. result];
    }
}
