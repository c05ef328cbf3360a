using System.Diagnostics.Tracing;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tracing.Benchmarks;

/// <summary>What else there is, for scale: EventSource, and LoggerMessage into a logger that does nothing.</summary>
[MemoryDiagnoser]
public partial class ScaleBenchmarks
{
    private static readonly NullLogger s_logger = NullLogger.Instance;
    private Listener? _listener;

    [GlobalSetup(Target = nameof(EventSourceWithListener))]
    public void Listen() => _listener = new Listener();

    [GlobalCleanup]
    public void Cleanup() => _listener?.Dispose();

    [Benchmark]
    public void EventSourceDisabled() => QuietSource.Log.Value(42);

    [Benchmark]
    public void EventSourceWithListener() => HeardSource.Log.Value(42);

    [Benchmark]
    public void LoggerMessageToNullLogger() => LogValue(s_logger, 42);

    [Benchmark]
    public long StopwatchTimestamp() => System.Diagnostics.Stopwatch.GetTimestamp();

    [LoggerMessage(1, LogLevel.Information, "value {Value}")]
    private static partial void LogValue(ILogger logger, int value);

    [EventSource(Name = "Bench-Quiet")]
    private sealed class QuietSource : EventSource
    {
        public static readonly QuietSource Log = new();

        [Event(1)]
        public void Value(int value) => WriteEvent(1, value);
    }

    [EventSource(Name = "Bench-Heard")]
    private sealed class HeardSource : EventSource
    {
        public static readonly HeardSource Log = new();

        [Event(1)]
        public void Value(int value) => WriteEvent(1, value);
    }

    private sealed class Listener : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Bench-Heard")
            {
                EnableEvents(eventSource, EventLevel.LogAlways);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
        }
    }
}
