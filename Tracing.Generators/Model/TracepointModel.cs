namespace Tracing.Generators.Model;

/// <summary>One tracepoint.</summary>
/// <param name="Method">The method to implement.</param>
/// <param name="Name">The second half of the event's name.</param>
/// <param name="Level">Its level's number.</param>
/// <param name="Format">A marker's sentence, or null.</param>
/// <param name="Members">Names of the members that are generated for it.</param>
/// <param name="Fields">How each parameter is recorded; as many as the method has parameters.</param>
internal sealed record TracepointModel(
    MethodModel Method,
    string Name,
    int Level,
    string? Format,
    TracepointMembers Members,
    EquatableArray<FieldType> Fields);

/// <summary>A partial method, as its implementing half has to repeat it.</summary>
/// <param name="Modifiers">Accessibility and <c>unsafe</c> as they are declared, with a blank behind each.</param>
/// <param name="Name">The method's name.</param>
/// <param name="IsPlain">Whether it says nothing of its own about inlining and the like.</param>
/// <param name="EnabledName">For a method in error: the property that callers may use, or null.</param>
/// <param name="Parameters">Its parameters.</param>
internal sealed record MethodModel(string Modifiers, string Name, bool IsPlain, string? EnabledName, EquatableArray<ParameterModel> Parameters);

/// <summary>One parameter.</summary>
/// <param name="Name">Its name, without <c>@</c>.</param>
/// <param name="Modifiers"><c>this</c>, <c>scoped</c>, <c>params</c>, <c>ref</c>, with a blank behind each.</param>
/// <param name="CSharp">Its type with nullable annotations.</param>
internal sealed record ParameterModel(string Name, string Modifiers, string CSharp);

/// <summary>Names of the members that are generated for one tracepoint, none of them escaped.</summary>
/// <param name="Guard">The field that is compared with 0.</param>
/// <param name="Enabled">The property.</param>
/// <param name="Handler">The delegate.</param>
/// <param name="Attach">The method that attaches a handler.</param>
/// <param name="Record">The outlined recording method.</param>
/// <param name="Notify">The method that calls handlers.</param>
internal sealed record TracepointMembers(string Guard, string Enabled, string Handler, string Attach, string Record, string Notify);
