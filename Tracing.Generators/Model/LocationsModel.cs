namespace Tracing.Generators.Model;

/// <summary>Where a provider's tracepoints stand. Apart from <see cref="ProviderModel"/>, because lines move with every edit above them.</summary>
/// <param name="MetadataName">As in <see cref="ProviderModel"/>.</param>
/// <param name="Namespace">As in <see cref="ProviderModel"/>.</param>
/// <param name="Types">As in <see cref="ProviderModel"/>.</param>
/// <param name="Provider">The nested class to complete.</param>
/// <param name="Places">One for each tracepoint, in order.</param>
internal sealed record LocationsModel(
    string MetadataName,
    string Namespace,
    EquatableArray<ContainingType> Types,
    string Provider,
    EquatableArray<SourcePlace> Places);

/// <summary>A place in source.</summary>
/// <param name="Path">The file, as the compiler was given it.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record SourcePlace(string Path, int Line);
