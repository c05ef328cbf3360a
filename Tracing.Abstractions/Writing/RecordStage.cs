namespace Tracing.Writing;

/// <summary>
/// What is done to each record of a binding between the probe and the ring: contexts added, a filter asked, a sampler asked. Several bindings
/// can have parts in common.
/// </summary>
internal sealed class RecordStage
{
    /// <summary>Contexts that are recorded; null for none.</summary>
    public RecordContexts? Contexts { get; init; }

    /// <summary>Contexts that only the filter reads; null for none.</summary>
    public RecordContexts? FilterContexts { get; init; }

    /// <summary>Says which records are committed; null for all.</summary>
    public RecordFilter? Filter { get; init; }

    /// <summary>Lets a part of the records through that the filter does; null for all.</summary>
    public RecordSampler? Sampler { get; init; }

    /// <summary>Counts the records that the filter refused.</summary>
    public StripedCounter Filtered { get; init; } = StripedCounter.Unread;

    /// <summary>Counts the records that the sampler refused.</summary>
    public StripedCounter Suppressed { get; init; } = StripedCounter.Unread;

    /// <summary>Counts the events and records none of them; null where they are recorded.</summary>
    public StripedCounter? Hits { get; init; }

    /// <summary>Bytes that no record of the channel can have: larger ones are not staged.</summary>
    public long MaxSize { get; init; }

    /// <summary>Whether the processor must be known.</summary>
    public bool NeedsCpu => (Contexts?.NeedsCpu ?? false) || (FilterContexts?.NeedsCpu ?? false);

    /// <summary>Whether code of the application's runs before a record is open.</summary>
    public bool RunsCallbacks => (Contexts?.RunsCallbacks ?? false) || (FilterContexts?.RunsCallbacks ?? false);
}
