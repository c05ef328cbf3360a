using Tracing.Generators.Model;

namespace Tracing.Generators.Parsing;

/// <summary>Names generated files after their classes. Files may not differ by case alone, classes may.</summary>
internal sealed record FileNames(EquatableArray<string> Ambiguous)
{
    public static FileNames From(IEnumerable<string> metadataNames) => new(EquatableArray.From(
        metadataNames
            .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
            .Where(static group => group.Count() > 1)
            .SelectMany(static group => group.OrderBy(static name => name, StringComparer.Ordinal))));

    /// <summary>The class's name; of names that differ by case alone, all but the class's case spelled out behind it.</summary>
    public string For(string metadataName) => !Ambiguous.Contains(metadataName, StringComparer.Ordinal)
        ? metadataName
        : metadataName + "." + string.Concat(metadataName.Select(static c => char.IsUpper(c) ? 'U' : 'l'));
}
