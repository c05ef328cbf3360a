using Tracing.Reader;
using Tracing.Tool.Analysis;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Export;

/// <summary>
/// Perfetto's native form: a protobuf of TrackEvents. Threads are tracks with the spans of threads; spans with a key take
/// tracks of their own, which are used again once they are free; counters have one for each process.
/// </summary>
internal sealed class PerfettoSink(LineWriter output) : ITraceSink
{
    /// <summary>All packets are of one sequence, whatever thread they are about.</summary>
    private const int Sequence = 1;

    private readonly ProtobufWriter _message = new();
    private readonly Dictionary<long, ulong> _processTracks = [];
    private readonly Dictionary<TraceThread, ulong> _threadTracks = [];
    private readonly Dictionary<(long Process, string Counter), ulong> _counterTracks = [];
    private readonly Dictionary<(SpanRule Rule, SpanKey Key), Queue<ulong>> _openTracks = [];
    private readonly Dictionary<(SpanRule Rule, long Process), Stack<ulong>> _freeTracks = [];
    private readonly Dictionary<ulong, long> _processOfTrack = [];
    private ulong _lastTrack;
    private ulong _lossTrack;
    private bool _hasPackets;

    public void AddThread(TraceThread thread)
    {
        long process = ThreadNumbers.ProcessId(thread);
        if (!_processTracks.TryGetValue(process, out ulong processTrack))
        {
            int packet = StartPacket();
            int descriptor = StartTrack(++_lastTrack);
            int details = _message.Begin(PerfettoFields.TrackProcess);
            _message.WriteVarint(PerfettoFields.ProcessId, (ulong)process);
            _message.WriteString(PerfettoFields.ProcessName, thread.ProcessName ?? "trace");
            _message.End(details);
            _message.End(descriptor);
            EndPacket(packet);
            processTrack = _lastTrack;
            _processTracks.Add(process, processTrack);
        }

        int start = StartPacket();
        int track = StartTrack(++_lastTrack);
        _message.WriteVarint(PerfettoFields.TrackParent, processTrack);
        int named = _message.Begin(PerfettoFields.TrackThread);
        _message.WriteVarint(PerfettoFields.ThreadProcessId, (ulong)process);
        _message.WriteVarint(PerfettoFields.ThreadId, (ulong)ThreadNumbers.ThreadId(thread));
        _message.WriteString(PerfettoFields.ThreadName, thread.Name ?? thread.Label);
        _message.End(named);
        _message.End(track);
        EndPacket(start);
        _threadTracks.Add(thread, _lastTrack);
    }

    public void Begin(in TraceEvent item, TraceThread thread, SpanRule rule, in SpanKey key) =>
        WriteEvent(item, PerfettoFields.SliceBegin, key.Thread is null ? OpenTrack(thread, rule, key) : _threadTracks[thread], rule.Name);

    public void End(in TraceEvent item, TraceThread thread, SpanRule rule, in SpanKey key) =>
        WriteEvent(item, PerfettoFields.SliceEnd, key.Thread is null ? CloseTrack(rule, key) : _threadTracks[thread], null);

    public void Instant(in TraceEvent item, TraceThread thread) =>
        WriteEvent(item, PerfettoFields.Instant, _threadTracks[thread], item.Name);

    public void Count(in TraceEvent item, TraceThread thread, string counter, double value)
    {
        long process = ThreadNumbers.ProcessId(thread);
        if (!_counterTracks.TryGetValue((process, counter), out ulong track))
        {
            track = AddTrack(counter, _processTracks[process], isCounter: true);
            _counterTracks.Add((process, counter), track);
        }

        int packet = StartPacket();
        _message.WriteVarint(PerfettoFields.Timestamp, (ulong)Math.Max(0, item.Timestamp));
        int @event = _message.Begin(PerfettoFields.TrackEvent);
        _message.WriteVarint(PerfettoFields.EventType, PerfettoFields.Counter);
        _message.WriteVarint(PerfettoFields.EventTrack, track);
        _message.WriteDouble(PerfettoFields.EventDoubleCounter, value);
        _message.End(@event);
        EndPacket(packet);
    }

    public void Lose(in TraceEvent item)
    {
        if (_lossTrack == 0)
        {
            _lossTrack = AddTrack("lost", 0, isCounter: false);
        }

        WriteEvent(item, PerfettoFields.Instant, _lossTrack, item.ToString());
    }

    public void Finish()
    {
    }

    private ulong OpenTrack(TraceThread thread, SpanRule rule, in SpanKey key)
    {
        long process = ThreadNumbers.ProcessId(thread);
        if (!_freeTracks.TryGetValue((rule, process), out Stack<ulong>? free))
        {
            _freeTracks.Add((rule, process), free = new Stack<ulong>());
        }

        if (!free.TryPop(out ulong track))
        {
            track = AddTrack(rule.Name, _processTracks[process], isCounter: false);
            _processOfTrack.Add(track, process);
        }

        if (!_openTracks.TryGetValue((rule, key), out Queue<ulong>? open))
        {
            _openTracks.Add((rule, key), open = new Queue<ulong>());
        }

        open.Enqueue(track);
        return track;
    }

    private ulong CloseTrack(SpanRule rule, in SpanKey key)
    {
        Queue<ulong> open = _openTracks[(rule, key)];
        ulong track = open.Dequeue();
        if (open.Count == 0)
        {
            _openTracks.Remove((rule, key));
        }

        _freeTracks[(rule, _processOfTrack[track])].Push(track);
        return track;
    }

    private ulong AddTrack(string name, ulong parent, bool isCounter)
    {
        int packet = StartPacket();
        int track = StartTrack(++_lastTrack);
        _message.WriteString(PerfettoFields.TrackName, name);
        if (parent != 0)
        {
            _message.WriteVarint(PerfettoFields.TrackParent, parent);
        }

        if (isCounter)
        {
            _message.End(_message.Begin(PerfettoFields.TrackCounter));
        }

        _message.End(track);
        EndPacket(packet);
        return _lastTrack;
    }

    private int StartTrack(ulong uuid)
    {
        int descriptor = _message.Begin(PerfettoFields.TrackDescriptor);
        _message.WriteVarint(PerfettoFields.TrackUuid, uuid);
        return descriptor;
    }

    private void WriteEvent(in TraceEvent item, int type, ulong track, string? name)
    {
        int packet = StartPacket();
        _message.WriteVarint(PerfettoFields.Timestamp, (ulong)Math.Max(0, item.Timestamp));
        int @event = _message.Begin(PerfettoFields.TrackEvent);
        _message.WriteVarint(PerfettoFields.EventType, (ulong)type);
        _message.WriteVarint(PerfettoFields.EventTrack, track);
        if (name is not null)
        {
            _message.WriteString(PerfettoFields.EventName, name);
            if (item.Name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                _message.WriteString(PerfettoFields.EventCategories, item.Name[..colon]);
            }
        }

        WriteAnnotations(item.Fields);
        WriteAnnotations(item.CommonContext);
        WriteAnnotations(item.SpecificContext);
        if (item.Message is string message)
        {
            int annotation = StartAnnotation("message");
            _message.WriteString(PerfettoFields.AnnotationString, message);
            _message.End(annotation);
        }

        _message.End(@event);
        EndPacket(packet);
    }

    private void WriteAnnotations(FieldList fields)
    {
        foreach (FieldValue field in fields)
        {
            if (!field.IsHelper)
            {
                int annotation = StartAnnotation(field.Name);
                WriteValue(field);
                _message.End(annotation);
            }
        }
    }

    private int StartAnnotation(string name)
    {
        int annotation = _message.Begin(PerfettoFields.EventAnnotations);
        _message.WriteString(PerfettoFields.AnnotationName, name);
        return annotation;
    }

    private void WriteValue(in FieldValue value)
    {
        switch (value.Kind)
        {
            case FieldKind.Signed when value.DotnetType == DotnetType.None:
                _message.WriteVarint(PerfettoFields.AnnotationSigned, (ulong)value.AsInt64());
                break;
            case FieldKind.Unsigned when value.DotnetType == DotnetType.None:
                _message.WriteVarint(PerfettoFields.AnnotationUnsigned, value.AsUInt64());
                break;
            case FieldKind.Float:
                _message.WriteDouble(PerfettoFields.AnnotationDouble, value.AsDouble());
                break;
            case FieldKind.Enumeration when value.DotnetType == DotnetType.Boolean:
                _message.WriteVarint(PerfettoFields.AnnotationBool, value.AsBoolean() ? 1UL : 0);
                break;
            default:
                _message.WriteString(PerfettoFields.AnnotationString, value.AsString());
                break;
        }
    }

    private int StartPacket()
    {
        _message.Clear();
        int packet = _message.Begin(PerfettoFields.TracePacket);
        _message.WriteVarint(PerfettoFields.SequenceId, Sequence);
        if (!_hasPackets)
        {
            _hasPackets = true;
            _message.WriteVarint(PerfettoFields.SequenceFlags, PerfettoFields.IncrementalStateCleared);
        }

        return packet;
    }

    private void EndPacket(int packet)
    {
        _message.End(packet);
        output.Write(_message.Written);
        output.EndRecord();
    }
}
