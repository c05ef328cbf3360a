using Tracing.Format;
using Tracing.Registry;
using Tracing.Runtime.Context;
using Tracing.Runtime.Losses;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.Rules;
using Tracing.Runtime.SharedMemory;
using Tracing.Writing;

namespace Tracing.Runtime;

/// <summary>
/// A channel of a session: ring buffers of one size and mode, and the stream class that they are written to. Made by
/// <see cref="TraceSession.AddChannel"/>. Thread-safe.
/// </summary>
public sealed class TraceChannel
{
    private readonly Dictionary<TracepointDescriptor, ushort> _eventIds = [];
    private readonly List<ContextSource> _contexts = [];

    // Those that count something. A list, once published, does not change: statistics walk it without the lock.
    private EventRule[] _rules = [];

    /// <summary>By id. No id is given twice, also where its tracepoint has been unloaded: the trace has its events.</summary>
    private readonly List<string> _eventNames = [];

    internal TraceChannel(TraceSession session, Guid traceId, string name, ChannelOptions options, int number, uint streamClass)
    {
        Session = session;
        Name = name;
        Options = options.Copy();
        StreamClass = streamClass;
        Overwrites = options.Mode == BufferMode.Overwrite;
        Scope = options.Scope;
        SubBufferSize = options.SubBufferSize;
        var geometry = new RingFileHeader
        {
            Magic = RingFileHeader.MagicValue,
            Version = RingFileHeader.CurrentVersion,
            HeaderSize = RingFileHeader.Size,
            SubBufferSize = (uint)options.SubBufferSize,
            SubBufferCount = (uint)options.SubBufferCount,
            Mode = (uint)options.Mode,
            ProcessStart = ProcessIdentity.StartTicks,
            ProcessId = (uint)Environment.ProcessId,
            StreamClass = streamClass,
            TraceId = traceId,
        };
        var limits = new RingLimits(options.MaxMemory, options.Grows, options.Mode == BufferMode.Block ? options.BlockTimeout : TimeSpan.Zero);
        Rings = Scope == BufferScope.Cpu
            ? new CpuRingSet(number, name, geometry, limits)
            : new ThreadRingSet(number, name, geometry, limits);
    }

    /// <summary>The session that the channel belongs to.</summary>
    public TraceSession Session { get; }

    /// <summary>The channel's name, the first half of its stream files' names.</summary>
    public string Name { get; }

    /// <summary>How it buffers.</summary>
    internal ChannelOptions Options { get; }

    /// <summary>The names of its contexts, in their order. Only under the registry's lock.</summary>
    internal string[] ContextNames => [.. _contexts.Select(static context => context.Name)];

    internal uint StreamClass { get; }

    /// <summary>Who shares a ring.</summary>
    internal BufferScope Scope { get; }

    /// <summary>Bytes of a sub-buffer: no record is larger.</summary>
    internal int SubBufferSize { get; }

    /// <summary>What is added to each record; null for nothing. Only under the registry's lock.</summary>
    internal ContextPlan? Contexts { get; private set; }

    /// <summary>Whether the trace's metadata has the stream class: from then on its layout is fixed. Only under the registry's lock.</summary>
    internal bool IsDeclared { get; set; }

    /// <summary>Whether it is a flight recorder.</summary>
    internal bool Overwrites { get; }

    internal RingSet Rings { get; }

    internal RecordingChannel Producer => Rings;

    /// <summary>
    /// Adds a value to each event of the channel: <c>vpid</c>, <c>vtid</c>, <c>procname</c>, <c>cpu_id</c>, <c>managed_tid</c>, <c>thread_name</c>, <c>trace_id</c>,
    /// <c>span_id</c>, <c>alloc_bytes</c>, <c>gc_gen0</c>, <c>gc_gen1</c>, <c>gc_gen2</c>, or one that the application registered
    /// (<see cref="TraceContext"/>). They are recorded in the order in which they are added. docs/contexts.md tells what each is and costs.
    /// </summary>
    /// <param name="name">The context's name.</param>
    /// <exception cref="ArgumentException">There is no such context, or the channel has it already.</exception>
    /// <exception cref="InvalidOperationException">The session records events to this channel already, or did, so that the trace says what they consist of.</exception>
    public void AddContext(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ContextSource source = ContextTable.Find(name) ?? throw new ArgumentException(
            $"There is no context '{name}'. There are {string.Join(", ", ContextTable.Names)}; add your own with {nameof(TraceContext)}.{nameof(TraceContext.Register)}.", nameof(name));
        TracepointRegistry.Change(() =>
        {
            if (_contexts.Contains(source))
            {
                throw new ArgumentException($"Channel '{Name}' has the context '{name}' already.", nameof(name));
            }

            if (IsDeclared)
            {
                throw new InvalidOperationException(
                    $"Channel '{Name}' takes no more contexts: the trace says already what its events consist of. Add contexts before the session is started, or record to another channel.");
            }

            _contexts.Add(source);
            Contexts = ContextPlan.Of(_contexts);
        });
    }

    /// <summary>Adds a rule whose counts, if it has any, are the channel's too. Only under the registry's lock.</summary>
    internal void Add(EventRule rule)
    {
        if (!rule.IsPlain)
        {
            _rules = [.. _rules, rule];
        }
    }

    /// <summary>The event's id in this channel: one for good, given at its first use. Only under the registry's lock.</summary>
    /// <param name="tracepoint">The tracepoint.</param>
    /// <param name="isNew">Whether it was given now, so that the event class is yet to be declared.</param>
    /// <returns>Null when the channel has no ids left.</returns>
    internal ushort? EventId(TracepointDescriptor tracepoint, out bool isNew)
    {
        isNew = !_eventIds.TryGetValue(tracepoint, out ushort id);
        return !isNew ? id : _eventNames.Count < EventHeader.MaxEventClasses ? (ushort)_eventNames.Count : null;
    }

    /// <summary>Keeps an id that <see cref="EventId"/> gave: its event class is declared. Only under the registry's lock.</summary>
    internal void Declare(TracepointDescriptor tracepoint, ushort id)
    {
        _eventIds.Add(tracepoint, id);
        lock (_eventNames)
        {
            _eventNames.Add(tracepoint.FullName);
        }
    }

    /// <summary>Forgets the id that was given last. Only under the registry's lock.</summary>
    internal void Undeclare(TracepointDescriptor tracepoint)
    {
        _eventIds.Remove(tracepoint);
        lock (_eventNames)
        {
            _eventNames.RemoveAt(_eventNames.Count - 1);
        }
    }

    /// <summary>Lets go of a provider that unloads. Only under the registry's lock.</summary>
    internal void Forget(TracepointProvider provider)
    {
        foreach (TracepointDescriptor tracepoint in _eventIds.Keys.Where(tracepoint => tracepoint.Provider == provider).ToArray())
        {
            _eventIds.Remove(tracepoint);
        }
    }

    /// <summary>The name of the event type with an id that <see cref="Declare"/> kept. Any thread.</summary>
    internal string EventName(ushort id)
    {
        lock (_eventNames)
        {
            return _eventNames[id];
        }
    }

    /// <summary>How many events its rules have refused.</summary>
    internal (long Filtered, long Suppressed) Refused()
    {
        (long Filtered, long Suppressed) sum = default;
        foreach (EventRule rule in _rules)
        {
            EventRuleStatistics counts = rule.Count();
            sum = (sum.Filtered + counts.Filtered, sum.Suppressed + counts.Suppressed);
        }

        return sum;
    }

    /// <summary>What the channel has counted.</summary>
    /// <param name="isFinal">Whether what is unwritten will never be written.</param>
    /// <param name="losses">Gets the channel's accounts.</param>
    internal ChannelStatistics GetStatistics(bool isFinal, List<LossAccount> losses)
    {
        RingCounts counts = Rings.Count();
        List<LossAccount> ofProducers = [.. ChannelLosses.OfProducers(this)];
        losses.AddRange(ofProducers);
        losses.AddRange(ChannelLosses.OfRings(this, counts, isFinal));
        EventRuleStatistics[] rules = [.. _rules.Select(static rule => rule.Count())];
        return ChannelCounting.Make(this, counts, ofProducers, isFinal) with
        {
            Filtered = rules.Sum(static rule => rule.Filtered),
            Suppressed = rules.Sum(static rule => rule.Suppressed),
            Rules = rules,
        };
    }
}
