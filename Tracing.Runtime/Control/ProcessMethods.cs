using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tracing.Control;
using Tracing.Registry;
using Tracing.Runtime.Clock;
using Tracing.Runtime.Configuration;
using Tracing.Runtime.Rules;
using Tracing.Runtime.SharedMemory;

namespace Tracing.Runtime.Control;

/// <summary>What there is in the process.</summary>
internal static class ProcessMethods
{
    public static ControlMethod[] All =>
    [
        new ControlMethod<HelloParams, HelloResult>(ControlMethods.Hello, ControlJson.Default.HelloParams, ControlJson.Default.HelloResult, Hello),
        new ControlMethod<TracepointsParams, TracepointsResult>(
            ControlMethods.Tracepoints, ControlJson.Default.TracepointsParams, ControlJson.Default.TracepointsResult, static (_, parameters) => Tracepoints(parameters)),
        new ControlMethod<CountParams, MatchedResult>(ControlMethods.Count, ControlJson.Default.CountParams, ControlJson.Default.MatchedResult, Count),
        new ControlMethod<EmptyMessage, ContextsResult>(
            ControlMethods.Contexts, ControlJson.Default.EmptyMessage, ControlJson.Default.ContextsResult, static (_, _) => new ContextsResult { Contexts = [.. TraceContext.Names] }),
    ];

    /// <summary>How many tracepoints a rule matches now, its filter aside.</summary>
    public static MatchedResult Matched(EventRule rule, string pattern)
    {
        int matched = TracepointRegistry.Change(() => TracepointRegistry.ProvidersUnsynchronized.Sum(provider => provider.Tracepoints.Count(rule.Matches)));
        return new MatchedResult { Matched = matched, Near = matched == 0 ? NearNames.OfPattern(pattern) : null };
    }

    private static HelloResult Hello(ControlClient client, HelloParams parameters)
    {
        if (parameters.Protocol != ControlProtocol.Version)
        {
            throw new ControlException(
                ControlErrors.WrongVersion, $"This process speaks version {ControlProtocol.Version} of the control protocol, the client {parameters.Protocol}. Use the tracectl that belongs to Tracing.Runtime {Version}.");
        }

        client.IsGreeted = true;
        return new HelloResult
        {
            Protocol = ControlProtocol.Version,
            Pid = Environment.ProcessId,
            StartTicks = ProcessIdentity.StartTicks,
            StartTime = new DateTime(ProcessIdentity.StartTicks, DateTimeKind.Utc),
            Name = ProcessIdentity.Name,
            Command = Environment.GetCommandLineArgs(),
            Runtime = RuntimeInformation.FrameworkDescription + (RuntimeFeature.IsDynamicCodeSupported ? "" : " (NativeAOT)"),
            Version = Version,
            Clock = TraceClockSetup.Running is { } clock ? ClockKinds.NameOf(clock) : null,
            RingFolder = RingFolder.Current,
        };
    }

    /// <summary>Without what the build adds to tell its sources.</summary>
    private static string Version =>
        (typeof(TracingRuntime).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+')[0];

    private static TracepointsResult Tracepoints(TracepointsParams parameters)
    {
        string pattern = parameters.Pattern ?? "*";
        if (parameters.Limit < 0 || parameters.Skip < 0)
        {
            throw new ControlException(ControlErrors.NotPossible, $"'limit' and 'skip' cannot be negative. Leave them out for the first {ControlProtocol.MaxTracepoints} tracepoints.");
        }

        int limit = Math.Min(parameters.Limit ?? int.MaxValue, ControlProtocol.MaxTracepoints);
        IReadOnlyList<TracepointInfo> matching = TracepointCatalog.List(pattern);
        return new TracepointsResult
        {
            Tracepoints = [.. matching.Skip(parameters.Skip ?? 0).Take(limit).Select(Describe)],
            Total = matching.Count,
            Near = matching.Count == 0 ? NearNames.OfPattern(pattern) : null,
        };
    }

    private static TracepointEntry Describe(TracepointInfo tracepoint) => new()
    {
        Name = tracepoint.Name,
        Level = Words.Levels.WordFor(tracepoint.Level),
        Message = tracepoint.Format,
        Fields = [.. tracepoint.Fields.Select(static field => new FieldEntry { Name = field.Name, Type = field.Type })],
        File = tracepoint.SourceFile,
        Line = tracepoint.SourceLine == 0 ? null : tracepoint.SourceLine,
        Recorders = [.. tracepoint.Recorders.Select(channel => new RecorderEntry { Session = channel.Session.Name, Channel = channel.Name })],
        Probes = tracepoint.AttachedProbes,
        Hits = tracepoint.Hits,
    };

    private static MatchedResult Count(ControlClient client, CountParams parameters)
    {
        client.Count(parameters.Patterns);
        var names = new HashSet<string>();
        string[]? near = null;
        foreach (string pattern in parameters.Patterns)
        {
            IReadOnlyList<TracepointInfo> matching = TracepointCatalog.List(pattern);
            names.UnionWith(matching.Select(static tracepoint => tracepoint.Name));
            near ??= matching.Count == 0 ? NearNames.OfPattern(pattern) : null;
        }

        return new MatchedResult { Matched = names.Count, Near = near };
    }
}
