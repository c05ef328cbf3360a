using Tracing.Runtime.Filters;
using Tracing.Writing;

namespace Tracing.Runtime.Context;

/// <summary>Contexts in a fixed order: how they are declared, laid out and written.</summary>
internal sealed unsafe class ContextPlan : RecordContexts
{
    private readonly ContextSource[] _sources;

    private ContextPlan(ContextSource[] sources)
    {
        _sources = sources;
        Bound = sources.Sum(static source => source.Bound);
        NeedsCpu = Array.Exists(sources, static source => source.NeedsCpu);
        RunsCallbacks = Array.Exists(sources, static source => source.RunsCallback);
        Fields = FieldLayoutParser.Parse(string.Concat(Declarations));
    }

    /// <inheritdoc/>
    public override int Bound { get; }

    /// <inheritdoc/>
    public override bool NeedsCpu { get; }

    /// <inheritdoc/>
    public override bool RunsCallbacks { get; }

    /// <summary>Where each is.</summary>
    public NamedLayout[] Fields { get; }

    /// <summary>The field declarations (TSDL), each name with an underscore in front, as payload fields have.</summary>
    public IEnumerable<string> Declarations => _sources.Select(static source => $"{source.Type} _{source.Name};");

    /// <summary>A plan; null for no contexts.</summary>
    public static ContextPlan? Of(IReadOnlyCollection<ContextSource> sources) => sources.Count == 0 ? null : new ContextPlan([.. sources]);

    /// <summary>Whether a context is in it.</summary>
    public bool Contains(string name) => Array.Exists(_sources, source => source.Name == name);

    /// <inheritdoc/>
    public override byte* Write(byte* destination, StagedSlot* slot)
    {
        foreach (ContextSource source in _sources)
        {
            destination = source.Write(destination, slot);
        }

        return destination;
    }
}
