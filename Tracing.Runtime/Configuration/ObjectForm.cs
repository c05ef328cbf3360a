namespace Tracing.Runtime.Configuration;

/// <summary>Reads objects of one kind: every key is known, what must be there is.</summary>
/// <param name="name">What such an object is, and its name in the schema.</param>
/// <param name="keys">All keys.</param>
internal sealed class ObjectForm<T>(string name, params FormKey<T>[] keys) : IObjectForm
    where T : class, new()
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IEnumerable<(string Name, bool IsRequired)> Keys => keys.Select(static key => (key.Name, key.IsRequired));

    /// <summary>Reads one.</summary>
    /// <exception cref="TraceConfigurationException">It is no object, or something in it is wrong.</exception>
    public T Read(ConfigurationValue value)
    {
        if (value.Kind != ValueKind.Object)
        {
            throw value.Error($"{value.Describe()} is no object. A {name} is written {{ … }}, with the keys {AllKeys}.");
        }

        var target = new T();
        foreach (ConfigurationValue.Member member in value.Members)
        {
            FormKey<T> key = Array.Find(keys, key => key.Name == member.Key) ?? throw value.Source.Error(
                member.Offset, value.Path, $"A {name} has no key \"{ConfigurationValue.Shorten(member.Key)}\". It can have {AllKeys}.{NearMiss.Suggest(member.Key, keys.Select(static key => key.Name))}");
            key.Read(target, member.Value);
        }

        return Array.Find(keys, key => key.IsRequired && value.Find(key.Name) is null) is { } missing
            ? throw value.Error($"The {name} has no \"{missing.Name}\", which it must have.")
            : target;
    }

    private string AllKeys => string.Join(", ", keys.Select(static key => key.Name));
}
