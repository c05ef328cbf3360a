namespace Tracing.Runtime.Configuration;

/// <summary>Does what a part of a configuration asks for.</summary>
internal static class Placed
{
    /// <summary>Does it, and tells the place of what cannot be done.</summary>
    /// <param name="place">The part; null for one that no text has: then what is thrown is left as it is.</param>
    /// <param name="action">What to do.</param>
    /// <exception cref="TraceConfigurationException">It cannot be done.</exception>
    public static T Run<T>(ConfigurationValue? place, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (place is not null && exception is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // A parameter's name says nothing to whoever wrote the text.
            int end = exception is ArgumentException { ParamName: not null } ? exception.Message.IndexOf(" (Parameter '", StringComparison.Ordinal) : -1;
            throw place!.Error(end < 0 ? exception.Message : exception.Message[..end], exception);
        }
    }

    /// <inheritdoc cref="Run{T}"/>
    public static void Run(ConfigurationValue? place, Action action) => Run<object?>(place, () =>
    {
        action();
        return null;
    });
}
