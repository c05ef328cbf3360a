using System.Text;
using Tracing.Reader.Records;

namespace Tracing.Reader;

/// <summary>What a trace's metadata says of a kind of event.</summary>
public sealed class TraceEventClass
{
    /// <summary>Before a marker's sentence in <c>model.emf.uri</c>. Written by Tracing.Runtime.</summary>
    private const string MarkerScheme = "marker:";

    /// <summary>What names of events begin with that Tracing.Runtime records by itself.</summary>
    private static readonly string[] s_statePrefixes = ["statedump:", "lttng_ust_statedump:", "clock:"];

    internal TraceEventClass(string name, ulong id, ulong streamClassId, int? logLevel, string? emfUri, bool isOwnTrace = false)
    {
        IsState = isOwnTrace && Array.Exists(s_statePrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
        Name = name;
        Utf8Name = Encoding.UTF8.GetBytes(name);
        Id = id;
        StreamClassId = streamClassId;
        LogLevel = logLevel;
        EmfUri = emfUri;
        Sentence = emfUri?.StartsWith(MarkerScheme, StringComparison.Ordinal) == true ? emfUri[MarkerScheme.Length..] : null;
    }

    /// <summary>The event's name: provider, colon, tracepoint.</summary>
    public string Name { get; }

    /// <summary>Its number in the stream class.</summary>
    public ulong Id { get; }

    /// <summary>The number of the stream class (channel) that it belongs to.</summary>
    public ulong StreamClassId { get; }

    /// <summary>LTTng's number of its severity, 0 (emergency) to 14 (debug), or null.</summary>
    public int? LogLevel { get; }

    /// <summary>The free text of <c>model.emf.uri</c>, or null.</summary>
    public string? EmfUri { get; }

    /// <summary>
    /// Whether such events are not something that happened, but what Tracing.Runtime tells of the process and its clocks by itself: <c>statedump:*</c>,
    /// <c>lttng_ust_statedump:*</c> and <c>clock:sync</c> in its traces.
    /// </summary>
    public bool IsState { get; }

    /// <summary>A marker's sentence with its placeholders, or null.</summary>
    public string? Sentence { get; }

    /// <summary>The source file that declares it, as far as the tracer says: relative to its project, with <c>/</c> between names. Null when unknown.</summary>
    public string? SourceFile { get; internal init; }

    /// <summary>The line of its declaration in <see cref="SourceFile"/>, from 1; 0 when unknown.</summary>
    public int SourceLine { get; internal init; }

    /// <summary>The names of its own fields, in order, without leading underscore.</summary>
    public IReadOnlyList<string> FieldNames => field ??= [.. Payload.Children.Where(static node => !node.IsHelper).Select(static node => node.Name)];

    internal byte[] Utf8Name { get; }

    internal FieldNode SpecificContext { get; set; } = null!;

    internal FieldNode Payload { get; set; } = null!;

    internal bool HasSpecificContext { get; set; }

    internal bool HasPayload { get; set; }

    internal RecordPlan Plan { get; set; } = null!;

    /// <summary>The plan in bytes, where the event allows it.</summary>
    internal BytePlan? BytePlan { get; set; }

    internal int RegisterCount { get; set; }

    /// <summary>The sentence taken apart; made when the first such event is shown.</summary>
    internal Rendering.SentencePart[] SentenceParts => field ??= Rendering.Sentences.Parse(Sentence ?? "", Payload);
}
