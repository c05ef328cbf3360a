namespace Tracing.Writing;

/// <summary>Says whether a serialized record is to be committed. No allocation, no lock, and it never throws.</summary>
/// <param name="payload">The record's fields.</param>
/// <param name="context">The contexts that are recorded with it.</param>
/// <param name="filterContext">Contexts that were gathered for this alone.</param>
internal unsafe delegate bool RecordPredicate(byte* payload, byte* context, byte* filterContext);
