using Tracing.Reader.Records;

namespace Tracing.Reader.Metadata;

/// <summary>Makes of what the metadata declares what decoding needs.</summary>
internal sealed class TraceCompiler
{
    private readonly TraceDeclaration _declared;
    private readonly TraceDescription _trace;
    private readonly string _file;
    private readonly RegisterFile _registers = new(null);
    private readonly FieldNode?[] _scopes = new FieldNode?[(int)Scope.Count];

    private TraceCompiler(TraceDeclaration declared, TraceDescription trace, string file)
    {
        _declared = declared;
        _trace = trace;
        _file = file;
    }

    /// <summary>Compiles a trace's metadata.</summary>
    /// <param name="folder">The trace's folder.</param>
    /// <param name="relativePath">The same, below what was opened.</param>
    /// <exception cref="TraceFormatException">The metadata is wrong.</exception>
    public static TraceDescription Compile(string folder, string relativePath)
    {
        string file = Path.Combine(folder, MetadataFile.FileName);
        return Compile(TsdlParser.Parse(MetadataFile.Read(file), file), new TraceDescription(folder, relativePath), file);
    }

    /// <summary>Compiles declarations.</summary>
    public static TraceDescription Compile(TraceDeclaration declared, TraceDescription trace, string file)
    {
        var compiler = new TraceCompiler(declared, trace, file);
        compiler.Run();
        return trace;
    }

    private void Run()
    {
        _trace.Uuid = _declared.Uuid;
        _trace.IsBigEndian = _declared.IsBigEndian;
        _trace.Environment = _declared.Environment;
        _trace.Clocks = [.. _declared.Clocks.Values];

        var clocks = new HashSet<string>(StringComparer.Ordinal);
        _trace.PacketHeader = new NodeBuilder(_file, _scopes, _registers, clocks).Build(Scope.PacketHeader, _declared.PacketHeader);
        _scopes[(int)Scope.PacketHeader] = _trace.PacketHeader;

        // A trace may declare events and leave the stream out: then there is one, with nothing in it.
        List<StreamDeclaration> streams = _declared.Streams.Count > 0 ? _declared.Streams : [new StreamDeclaration()];
        HashSet<ulong> ids = [.. streams.Select(static stream => stream.Id ?? 0)];
        foreach (EventDeclaration declared in _declared.Events)
        {
            if (declared.StreamId is null ? streams.Count > 1 : !ids.Contains(declared.StreamId.Value))
            {
                throw Error(declared.Line, "an event with the id of a stream block", declared.StreamId is null ? "none" : $"{declared.StreamId}");
            }
        }

        ILookup<ulong, EventDeclaration> events = _declared.Events.ToLookup(declared => declared.StreamId ?? ids.First());
        var all = new List<TraceEventClass>();
        foreach (StreamDeclaration stream in streams)
        {
            if (!_trace.StreamClasses.TryAdd(stream.Id ?? 0, Compile(stream, events[stream.Id ?? 0], clocks, all)))
            {
                throw Error(stream.Line, "stream blocks with different ids", $"{stream.Id ?? 0} again");
            }
        }

        _trace.EventClasses = all;
        _trace.PacketHeaderRegisters = _registers.Count;
    }

    private StreamClass Compile(StreamDeclaration declared, IEnumerable<EventDeclaration> events, HashSet<string> traceClocks, List<TraceEventClass> all)
    {
        var clocks = new HashSet<string>(traceClocks, StringComparer.Ordinal);
        var registers = new RegisterFile(_registers);
        var builder = new NodeBuilder(_file, _scopes, registers, clocks);
        Array.Clear(_scopes, 1, _scopes.Length - 1);
        FieldNode packetContext = _scopes[(int)Scope.PacketContext] = builder.Build(Scope.PacketContext, declared.PacketContext);
        FieldNode eventHeader = _scopes[(int)Scope.EventHeader] = builder.Build(Scope.EventHeader, declared.EventHeader);
        FieldNode commonContext = _scopes[(int)Scope.CommonContext] = builder.Build(Scope.CommonContext, declared.EventContext);
        var result = new StreamClass
        {
            Id = declared.Id ?? 0,
            PacketContext = packetContext,
            EventHeader = eventHeader,
            CommonContext = commonContext,
            HasPacketContext = declared.PacketContext is not null,
            HasCommonContext = declared.EventContext is not null,
        };
        foreach (EventDeclaration @event in events)
        {
            TraceEventClass compiled = Compile(@event, result, registers, clocks);
            if (!result.TryAdd(compiled))
            {
                throw Error(@event.Line, "events with different ids", $"{compiled.Id} again");
            }

            all.Add(compiled);
        }

        if (clocks.Count > 1)
        {
            throw Error(declared.Line, "one clock in a stream class", string.Join(" and ", clocks));
        }

        result.Clock = clocks.Count == 1 ? _declared.Clocks[clocks.First()]
            : _declared.Clocks.Count == 1 && HasTime(result) ? _declared.Clocks.Values.First()
            : null;
        Finish(result, registers);
        return result;
    }

    private TraceEventClass Compile(EventDeclaration declared, StreamClass stream, RegisterFile outer, HashSet<string> clocks)
    {
        var registers = new RegisterFile(outer);
        var builder = new NodeBuilder(_file, _scopes, registers, clocks);
        _scopes[(int)Scope.SpecificContext] = null;
        _scopes[(int)Scope.Payload] = null;
        var compiled = new TraceEventClass(declared.Name!, declared.Id ?? 0, stream.Id, declared.LogLevel, declared.EmfUri, _trace.FindEnvironment("tracer_name") is "tracing-dotnet")
        {
            HasSpecificContext = declared.Context is not null,
            HasPayload = declared.Fields is not null,
            SourceFile = declared.SourceFile,
            SourceLine = declared.SourceLine,
        };
        _scopes[(int)Scope.SpecificContext] = compiled.SpecificContext = builder.Build(Scope.SpecificContext, declared.Context);
        _scopes[(int)Scope.Payload] = compiled.Payload = builder.Build(Scope.Payload, declared.Fields);
        compiled.RegisterCount = registers.Count;
        return compiled;
    }

    /// <summary>Plans, once it is known what refers to what.</summary>
    private static void Finish(StreamClass stream, RegisterFile registers)
    {
        stream.PacketContextPlan = RecordPlan.Build(stream.PacketContext);
        stream.SlotCount = stream.PacketContextPlan.Segments.Length;
        stream.RegisterCount = registers.Count;
        foreach (TraceEventClass compiled in stream.Events)
        {
            compiled.Plan = RecordPlan.Build(stream.CommonContext, compiled.SpecificContext, compiled.Payload);
            compiled.BytePlan = BytePlan.From(compiled.Plan);
            stream.SlotCount = Math.Max(stream.SlotCount, compiled.Plan.Segments.Length);
            stream.RegisterCount = Math.Max(stream.RegisterCount, compiled.RegisterCount);
        }

        stream.HeaderForm = HeaderForms.Detect(stream.EventHeader);
        stream.HeaderHasId = HasRole(stream.EventHeader, FieldRole.EventId);
        stream.VisiblePacketContext = [.. stream.PacketContext.Children.Where(static field => !FieldRoles.IsReaders(field.Role))];
    }

    // Timestamps that no one mapped to a clock: the only one there is will be meant.
    private static bool HasTime(StreamClass stream) =>
        HasRole(stream.EventHeader, FieldRole.Timestamp)
        || HasRole(stream.PacketContext, FieldRole.TimestampBegin)
        || HasRole(stream.PacketContext, FieldRole.TimestampEnd);

    private static bool HasRole(FieldNode node, FieldRole role) => node.Role == role || Array.Exists(node.Children, child => HasRole(child, role));

    private TraceFormatException Error(int line, string expected, string found) =>
        new(new TraceProblem(_file, -1, -1, $"line {line} of the metadata: expected {expected}", found));
}
