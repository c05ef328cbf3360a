namespace Tracing.Runtime.Configuration;

/// <summary>A key that objects of one kind can have.</summary>
/// <param name="Name">The key.</param>
/// <param name="Read">Takes its value into the object that is read.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record FormKey<T>(string Name, Action<T, ConfigurationValue> Read, bool IsRequired = false);
