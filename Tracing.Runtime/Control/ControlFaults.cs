using Tracing.Control;
using Tracing.Runtime.Consumer;

namespace Tracing.Runtime.Control;

/// <summary>Tells clients of exceptions.</summary>
internal static class ControlFaults
{
    /// <summary>What a client is told of an exception. Its message is meant for people already: the library's are.</summary>
    public static ControlException Explain(Exception exception) => exception switch
    {
        ControlException known => known,
        TraceConfigurationException or EventFilterException => new ControlException(ControlErrors.NotPossible, exception.Message),
        ObjectDisposedException => new ControlException(ControlErrors.NoSuchSession, exception.Message),
        ArgumentException argument => new ControlException(ControlErrors.NotPossible, WithoutParameter(argument)),
        InvalidOperationException => new ControlException(ControlErrors.WrongState, exception.Message),
        IOException or UnauthorizedAccessException => new ControlException(ControlErrors.FileFailed, exception.Message),
        _ => Report(exception),
    };

    /// <summary>The framework adds the name of a parameter that clients do not see.</summary>
    private static string WithoutParameter(ArgumentException exception)
    {
        int end = exception.ParamName is null ? -1 : exception.Message.LastIndexOf($" (Parameter '{exception.ParamName}')", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }

    private static ControlException Report(Exception exception)
    {
        RuntimeEvents.Report(log => log.ControlFailed(exception.ToString()));
        return new ControlException(ControlErrors.Failed, $"The process failed to do it: {exception.GetType().Name}: {exception.Message}");
    }
}
