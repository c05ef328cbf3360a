using Tracing.Format;
using Tracing.Registry;
using Tracing.Runtime.Losses;
using Tracing.Runtime.RingBuffer;
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

    /// <summary>By id.</summary>
    private readonly List<string> _eventNames = [];

    internal TraceChannel(TraceSession session, Guid traceId, string name, ChannelOptions options, int number, uint streamClass)
    {
        Session = session;
        Name = name;
        StreamClass = streamClass;
        Overwrites = options.Mode == BufferMode.Overwrite;
        Scope = options.Scope;
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

    internal uint StreamClass { get; }

    /// <summary>Who shares a ring.</summary>
    internal BufferScope Scope { get; }

    /// <summary>Whether it is a flight recorder.</summary>
    internal bool Overwrites { get; }

    internal RingSet Rings { get; }

    internal RecordingChannel Producer => Rings;

    /// <summary>The event's id in this channel: one for good, given at its first use. Only under the registry's lock.</summary>
    /// <param name="tracepoint">The tracepoint.</param>
    /// <param name="isNew">Whether it was given now, so that the event class is yet to be declared.</param>
    /// <returns>Null when the channel has no ids left.</returns>
    internal ushort? EventId(TracepointDescriptor tracepoint, out bool isNew)
    {
        isNew = !_eventIds.TryGetValue(tracepoint, out ushort id);
        return !isNew ? id : _eventIds.Count < EventHeader.MaxEventClasses ? (ushort)_eventIds.Count : null;
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

    /// <summary>The name of the event type with an id that <see cref="Declare"/> kept. Any thread.</summary>
    internal string EventName(ushort id)
    {
        lock (_eventNames)
        {
            return _eventNames[id];
        }
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
        return ChannelCounting.Make(this, counts, ofProducers, isFinal);
    }
}
