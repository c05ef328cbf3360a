namespace Tracing;

/// <summary>
/// Makes a <c>static partial</c> class a provider: a named group of tracepoints. The generator writes the bodies of
/// its <see cref="TracepointAttribute"/> and <see cref="MarkerAttribute"/> methods.
/// </summary>
/// <param name="name">
/// The first half of every event's name, as in <c>shop:OrderPlaced</c>. Not empty; no <c>:</c>, no <c>*</c>, no control characters.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TracepointProviderAttribute(string name) : Attribute
{
    /// <summary>The provider's name.</summary>
    public string Name { get; } = name;
}
