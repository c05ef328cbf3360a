using Tracing.Control;
using Tracing.Runtime.Configuration;

namespace Tracing.Runtime.Control;

/// <summary>All methods.</summary>
internal static class MethodTable
{
    private static readonly Dictionary<string, ControlMethod> s_methods =
        new ControlMethod[][] { ProcessMethods.All, SessionMethods.All, ChannelMethods.All, OutputMethods.All, TriggerMethods.All, ConsumerMethods.All }
            .SelectMany(static methods => methods)
            .ToDictionary(static method => method.Name);

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => s_methods.Keys;

    /// <summary>The method of a name.</summary>
    /// <exception cref="ControlException">There is none.</exception>
    public static ControlMethod Find(string name) => s_methods.TryGetValue(name, out ControlMethod? method)
        ? method
        : throw new ControlException(
            ControlErrors.NoSuchMethod, $"There is no method '{ConfigurationValue.Shorten(name)}' in this version of Tracing.Runtime. There are: {string.Join(", ", Names)}.", NearNames.Of(name, Names));
}
