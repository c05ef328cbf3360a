using System.ComponentModel;

namespace Tracing.Registry;

/// <summary>For generated code: a method that is marked with <see cref="StatedumpAttribute"/>.</summary>
/// <param name="name">Its name.</param>
/// <param name="call">The method.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StatedumpMethod(string name, Action call)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Calls it.</summary>
    public Action Call { get; } = call;
}
