namespace Tracing.Tool.Export;

/// <summary>Numbers of the fields of Perfetto's messages, as far as they are written. Source: protos/perfetto/trace of Perfetto.</summary>
internal static class PerfettoFields
{
    /// <summary>Trace.</summary>
    public const int TracePacket = 1;

    /// <summary>TracePacket.</summary>
    public const int Timestamp = 8;
    public const int SequenceId = 10;
    public const int TrackEvent = 11;
    public const int SequenceFlags = 13;
    public const int TrackDescriptor = 60;

    /// <summary>TracePacket.SequenceFlags.</summary>
    public const int IncrementalStateCleared = 1;

    /// <summary>TrackDescriptor.</summary>
    public const int TrackUuid = 1;
    public const int TrackName = 2;
    public const int TrackProcess = 3;
    public const int TrackThread = 4;
    public const int TrackParent = 5;
    public const int TrackCounter = 8;

    /// <summary>ProcessDescriptor.</summary>
    public const int ProcessId = 1;
    public const int ProcessName = 6;

    /// <summary>ThreadDescriptor.</summary>
    public const int ThreadProcessId = 1;
    public const int ThreadId = 2;
    public const int ThreadName = 5;

    /// <summary>TrackEvent.</summary>
    public const int EventAnnotations = 4;
    public const int EventType = 9;
    public const int EventTrack = 11;
    public const int EventCategories = 22;
    public const int EventName = 23;
    public const int EventDoubleCounter = 44;

    /// <summary>TrackEvent.Type.</summary>
    public const int SliceBegin = 1;
    public const int SliceEnd = 2;
    public const int Instant = 3;
    public const int Counter = 4;

    /// <summary>DebugAnnotation.</summary>
    public const int AnnotationBool = 2;
    public const int AnnotationUnsigned = 3;
    public const int AnnotationSigned = 4;
    public const int AnnotationDouble = 5;
    public const int AnnotationString = 6;
    public const int AnnotationName = 10;
}
