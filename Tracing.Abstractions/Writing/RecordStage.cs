namespace Tracing.Writing;

/// <summary>
/// What is done to each record of a binding between the probe and the ring: contexts added, a filter asked, a sampler asked; or, of a
/// binding that leads to no ring, what is done instead. Several bindings can have parts in common.
/// </summary>
internal sealed class RecordStage
{
    /// <summary>More than ever fits.</summary>
    private const long Never = long.MaxValue >> 1;

    /// <summary>Contexts that are recorded; null for none.</summary>
    public RecordContexts? Contexts { get; init; }

    /// <summary>Contexts that only the filter reads; null for none.</summary>
    public RecordContexts? FilterContexts { get; init; }

    /// <summary>Says which records are committed; null for all.</summary>
    public RecordFilter? Filter { get; init; }

    /// <summary>Lets a part of the records through that the filter does; null for all.</summary>
    public RecordSampler? Sampler { get; init; }

    /// <summary>Counts the records that the filter refused.</summary>
    public RecordCounter Filtered { get; init; } = RecordCounter.Unread;

    /// <summary>Counts the records that the sampler refused.</summary>
    public RecordCounter Suppressed { get; init; } = RecordCounter.Unread;

    /// <summary>Counts the events and records none of them; null where they are recorded.</summary>
    public RecordCounter? Hits { get; init; }

    /// <summary>Told of the events that get here, the filter's refused ones aside, and records none of them; null where they are recorded.</summary>
    public RecordTrigger? Trigger { get; init; }

    /// <summary>Bytes that no record of the channel can have: larger ones are not staged.</summary>
    public long MaxSize { get; init; }

    /// <summary>
    /// Most bytes of the contexts when a record can be written straight to where it will be in the ring; far more than fits otherwise. So the one
    /// look whether the record fits decides between the short way and all others.
    /// </summary>
    public long PlainBound { get; private set; } = Never;

    /// <summary>As <see cref="PlainBound"/> where a record can be written to the staging area as well: a filter decides what becomes of it.</summary>
    public long StagedBound { get; private set; } = Never;

    /// <summary>Whether the processor must be known.</summary>
    public bool NeedsCpu => (Contexts?.NeedsCpu ?? false) || (FilterContexts?.NeedsCpu ?? false);

    /// <summary>Whether code of the application's runs before a record is open.</summary>
    public bool RunsCallbacks => (Contexts?.RunsCallbacks ?? false) || (FilterContexts?.RunsCallbacks ?? false);

    /// <summary>Works out what follows from the parts. Before the stage is used.</summary>
    public void Prepare()
    {
        PlainBound = Hits is null && Trigger is null && (Sampler is null || Filter is not null) && FilterContexts is null && !RunsCallbacks ? Contexts?.Bound ?? 0 : Never;

        // What a trigger's filter is asked of never goes to a ring.
        StagedBound = Filter is null ? Never : Trigger is not null && FilterContexts is null && !RunsCallbacks ? 0 : PlainBound;
    }
}
