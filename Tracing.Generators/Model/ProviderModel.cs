namespace Tracing.Generators.Model;

/// <summary>A provider class, as its generated half needs it. Holds nothing that moves when a line is added above it.</summary>
/// <param name="MetadataName">The class's full name with <c>+</c> between nested types; names the generated file.</param>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Types">The containing types from the outside in, the provider class last.</param>
/// <param name="Name">The provider's name.</param>
/// <param name="Members">Names of the generated members that all tracepoints share.</param>
/// <param name="IsReachable">Whether a module initializer may stand in the class itself.</param>
/// <param name="Tracepoints">What is recorded, in the order of declaration.</param>
/// <param name="Stubs">Methods in error that get an empty body, so that the error stands alone.</param>
/// <param name="Statedumps">Names of the methods that tell the application's state, in the order of declaration.</param>
internal sealed record ProviderModel(
    string MetadataName,
    string Namespace,
    EquatableArray<ContainingType> Types,
    string Name,
    SharedMembers Members,
    bool IsReachable,
    EquatableArray<TracepointModel> Tracepoints,
    EquatableArray<MethodModel> Stubs,
    EquatableArray<string> Statedumps);

/// <summary>A type to reopen with <c>partial</c>.</summary>
/// <param name="Keyword"><c>class</c>, <c>record struct</c>, …</param>
/// <param name="Name">The type's name, escaped.</param>
internal sealed record ContainingType(string Keyword, string Name);

/// <summary>Names that are free in the provider class and that no parameter hides.</summary>
/// <param name="State">The nested class of guards.</param>
/// <param name="Provider">The nested class that derives from <c>TracepointProvider</c>.</param>
/// <param name="Register">The method through which the registration is reached where it cannot be a module initializer itself.</param>
/// <param name="Records">The nested class of typed records.</param>
internal sealed record SharedMembers(string State, string Provider, string Register, string Records);
