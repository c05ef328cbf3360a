namespace Tracing.Reader.Records;

/// <summary>Where a record's fields are in a structure of the trace.</summary>
internal sealed class RecordBinding
{
    private readonly IReadOnlyList<string> _names;
    private readonly string _prefix;
    private readonly RecordBinding? _outer;
    private readonly RecordBinding?[] _parts;
    private readonly string _file;
    private readonly string _event;
    private readonly Type _record;
    private List<string> _missing = [];

    private RecordBinding(FieldNode structure, IReadOnlyList<string> names, string prefix, RecordBinding? outer, string file, string @event, Type record)
    {
        (_names, _prefix, _outer, _file, _event, _record) = (names, prefix, outer, file, @event, record);
        _parts = new RecordBinding?[names.Count];
        Children = new int[names.Count];
        for (int i = 0; i < Children.Length; i++)
        {
            Children[i] = Array.FindIndex(structure.Children, child => child.Name == names[i]);
            if (Children[i] < 0)
            {
                Miss(prefix + names[i]);
            }
        }
    }

    /// <summary>For each of the record's fields its place among the structure's, or -1.</summary>
    public int[] Children { get; }

    /// <summary>Names of the fields that are missing, also in the structures that have been read so far.</summary>
    public IReadOnlyList<string> MissingFields => _missing;

    /// <summary>Finds a record's fields.</summary>
    /// <param name="structure">The structure in the trace.</param>
    /// <param name="names">The record's fields.</param>
    /// <param name="file">The metadata file, for messages.</param>
    /// <param name="event">The event's name, for messages.</param>
    /// <param name="record">The record's type, for messages.</param>
    public static RecordBinding Of(FieldNode structure, IReadOnlyList<string> names, string file, string @event, Type record) =>
        new(structure, names, "", null, file, @event, record);

    /// <summary>The binding of a field that is a structure itself.</summary>
    /// <param name="index">The field.</param>
    /// <param name="structure">The structure in the trace.</param>
    /// <param name="names">Its fields.</param>
    public RecordBinding Part(int index, FieldNode structure, IReadOnlyList<string> names) =>
        _parts[index] ??= new RecordBinding(structure, names, _prefix + _names[index] + ".", this, _file, _event, _record);

    /// <summary>What to throw when a field is not of the declared type.</summary>
    /// <param name="index">The field.</param>
    /// <param name="wanted">The type in words.</param>
    /// <param name="found">What the trace has.</param>
    public TraceFormatException Mismatch(int index, string wanted, FieldNode found) => new(new TraceProblem(
        _file, -1, -1, $"expected field '{_prefix}{_names[index]}' of '{_event}' to be {wanted}, as {_record} declares it", Describe(found)));

    private static string Describe(FieldNode node) => node switch
    {
        { Dotnet: not DotnetType.None } => $"{node.Dotnet}",
        { IsScalar: true } => $"{node.Kind} of {node.Size} bits",
        { Kind: FieldKind.Sequence } => $"Sequence of {Describe(node.Children[0])}",
        _ => $"{node.Kind}",
    };

    private void Miss(string name)
    {
        for (RecordBinding? binding = this; binding is not null; binding = binding._outer)
        {
            // A new list: the old one may be in somebody's hands.
            binding._missing = [.. binding._missing, name];
        }
    }
}
