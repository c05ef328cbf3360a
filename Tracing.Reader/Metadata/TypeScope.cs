namespace Tracing.Reader.Metadata;

/// <summary>The named types of a block; those of the blocks around it are seen too.</summary>
internal sealed class TypeScope(TypeScope? outer)
{
    private readonly Dictionary<string, FieldType> _types = new(StringComparer.Ordinal);

    /// <summary>Declares a type; false if this very block has that name.</summary>
    /// <param name="name">An alias, or <c>struct x</c>, <c>enum x</c>, <c>variant x</c>.</param>
    /// <param name="type">The type.</param>
    public bool TryDeclare(string name, FieldType type) => _types.TryAdd(name, type.Name is null || type.Name != name ? type with { Name = name } : type);

    /// <summary>Finds a type in this block or around it.</summary>
    /// <param name="name">Its name.</param>
    public FieldType? Find(string name)
    {
        for (TypeScope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._types.TryGetValue(name, out FieldType? type))
            {
                return type;
            }
        }

        return null;
    }

    private TypeScope? Outer { get; } = outer;
}
