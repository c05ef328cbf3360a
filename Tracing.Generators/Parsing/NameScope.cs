namespace Tracing.Generators.Parsing;

/// <summary>Names that are in use in one declaration space, and the finding of free ones.</summary>
internal sealed class NameScope
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public NameScope(params IEnumerable<string>[] taken)
    {
        foreach (IEnumerable<string> names in taken)
        {
            _taken.UnionWith(names);
        }
    }

    public bool Contains(string name) => _taken.Contains(name);

    public bool TryTake(string name) => _taken.Add(name);

    /// <summary>The wanted name, with a number behind it if it is in use.</summary>
    public string Take(string wanted)
    {
        string name = wanted;
        for (int number = 2; !_taken.Add(name); number++)
        {
            name = wanted + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return name;
    }
}
