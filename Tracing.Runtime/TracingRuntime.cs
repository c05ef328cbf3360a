using System.ComponentModel;
using Tracing.Registry;
using Tracing.Runtime.Catalog;
using Tracing.Runtime.Clock;
using Tracing.Runtime.Consumer;
using Tracing.Runtime.Control;
using Tracing.Runtime.Extraction;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.Rules;
using Tracing.Runtime.Sessions;
using Tracing.Runtime.SharedMemory;
using Tracing.Runtime.Triggers;

namespace Tracing.Runtime;

/// <summary>The runtime as a whole: what the environment asks of it, and the end of the process.</summary>
public static class TracingRuntime
{
    private const string EventsVariable = "TRACING_EVENTS";
    private const string OutputVariable = "TRACING_OUTPUT";
    private const string ConfigurationVariable = "TRACING_CONFIG";
    private const string ClockVariable = "TRACING_CLOCK";
    private const string DisableVariable = "TRACING_DISABLE";

    private static int s_isInitialized;

    /// <summary>Whether sessions can be created: not when the feature switch is off or <c>TRACING_DISABLE</c> is 1.</summary>
    public static bool IsAvailable => TracingSupport.IsSupported && !IsDisabled;

    internal static string UnavailableReason => TracingSupport.IsSupported
        ? $"Tracing is switched off: the environment variable {DisableVariable} is set. Unset it to record."
        : "Tracing was left out of this program: it was built with <TracingSupport>false</TracingSupport>.";

    /// <summary>The clock that <c>TRACING_CLOCK</c> forces; null if it does not.</summary>
    internal static ClockKind? ForcedClock => ClockKinds.Parse(Environment.GetEnvironmentVariable(ClockVariable), ClockVariable);

    private static bool IsDisabled => Environment.GetEnvironmentVariable(DisableVariable) is "1" or "true";

    /// <summary>
    /// Starts the sessions that the environment asks for: those of the file that <c>TRACING_CONFIG</c> names (<see cref="TraceSession.Load"/>), and one for <c>TRACING_EVENTS</c> (patterns, separated by commas) and
    /// <c>TRACING_OUTPUT</c> (a folder; <c>%p</c> stands for the process's id, <c>%n</c> for its name, <c>%t</c> for the time in UTC). Generated code calls it before
    /// <c>Main</c>. Never throws: what is wrong is said on standard error, and the program goes on.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void StartFromEnvironment()
    {
        if (!IsAvailable)
        {
            return;
        }

        ControlEndpoint.OpenFromEnvironment(Complain);
        if (Environment.GetEnvironmentVariable(ConfigurationVariable) is { Length: > 0 } file)
        {
            StartFromFile(file);
        }

        if (Environment.GetEnvironmentVariable(EventsVariable) is { Length: > 0 } events)
        {
            StartFromPatterns(events);
        }
    }

    private static void StartFromFile(string file)
    {
        try
        {
            TraceSession.Load(file);
        }
        catch (Exception exception)
        {
            // As below.
            Complain($"tracing: {ConfigurationVariable} asks for sessions that could not be started: {exception.Message}");
            RuntimeEvents.Log.EnvironmentFailed(exception.Message);
        }
    }

    private static void StartFromPatterns(string events)
    {
        string[] patterns = events.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string output = Environment.GetEnvironmentVariable(OutputVariable) is { Length: > 0 } folder ? folder : "traces/%n-%p";
        try
        {
            TraceSession.Start(FolderPattern.Expand(output), patterns);
        }
        catch (Exception exception)
        {
            // Whatever it is: this runs in a module initializer, and the program must not die of its tracer.
            Complain($"tracing: {EventsVariable} and {OutputVariable} ask for a trace that could not be started: {exception.Message}");
            RuntimeEvents.Log.EnvironmentFailed(exception.Message);
        }
    }

    /// <summary>Connects the registry and the end of the process, once.</summary>
    internal static void Initialize()
    {
        // full fence: one caller connects. The others may go on before it has: providers and sessions come under the registry's lock.
        if (Interlocked.Exchange(ref s_isInitialized, 1) != 0)
        {
            return;
        }

        TracepointRegistry.Change(static () =>
        {
            TracepointRegistry.ProviderRegistered = static provider =>
            {
                foreach (TraceSession session in SessionList.Snapshot())
                {
                    session.TakeUp(provider);
                }

                HitCounting.TakeUp(provider);
                EventMatching.TakeUp(provider);
            };
            TracepointRegistry.HandlerFaulted = static (tracepoint, exception) =>
                RuntimeEvents.Log.HandlerFaulted(tracepoint.FullName, exception.ToString());
            Unloading.Started += static (_, providers) => UnloadedProviders.LetGo(providers);
        });

        FileSizeLimit.MakeAnError();
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => StopAll();
        AppDomain.CurrentDomain.UnhandledException += static (_, end) =>
        {
            if (end.IsTerminating)
            {
                // First of all, since the other threads go on and overwrite what led here.
                foreach (TraceSession session in SessionList.Snapshot())
                {
                    session.TakeCrashSnapshot();
                }

                StopAll();
            }
        };
    }

    private static void Complain(string message)
    {
        try
        {
            Console.Error.WriteLine(message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Standard error is closed or full, and there is nobody else to tell.
        }
    }

    private static void StopAll()
    {
        foreach (TraceSession session in SessionList.Snapshot())
        {
            try
            {
                session.End(callsMethods: false);
            }
            catch (Exception exception)
            {
                // The process ends; the other sessions want to be written out too.
                RuntimeEvents.Log.OutputFailed(session.Name, exception.Message);
            }
        }

        if (!HandedOver.Any)
        {
            // Else who drains their rings may need them, and removes them.
            Claims.DeleteFiles();
        }

        RingFolder.RemoveIfEmpty();
    }
}
