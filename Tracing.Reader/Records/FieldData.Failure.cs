namespace Tracing.Reader.Records;

/// <summary>Why walking stopped.</summary>
internal enum FailureReason
{
    /// <summary>The content in the buffer ends before the field.</summary>
    End,

    /// <summary>A tag chooses none of a variant's options.</summary>
    NoOption,

    /// <summary>More elements without bits than are allowed.</summary>
    Work,
}

internal sealed partial class FieldData
{
    /// <summary>Why the last walk returned -1.</summary>
    public FailureReason FailureReason { get; private set; }

    /// <summary>The field that it is about, or null for a run of several.</summary>
    public FieldNode? FailureNode { get; private set; }

    /// <summary>Where.</summary>
    public int FailurePosition { get; private set; }

    /// <summary>Bits that are needed from there, at least; or the tag.</summary>
    public ulong FailureValue { get; private set; }

    /// <summary>Says that the content ends too early. Returns -1.</summary>
    public int FailEnd(int position, long bits) => Fail(null, position, bits);

    private int Fail(FieldNode? node, int position, long bits)
    {
        FailureReason = FailureReason.End;
        FailureNode = node;
        FailurePosition = position;
        FailureValue = (ulong)bits;
        return -1;
    }

    private int FailWork(FieldNode? node, int position)
    {
        FailureReason = FailureReason.Work;
        FailureNode = node;
        FailurePosition = position;
        return -1;
    }

    /// <summary>What was expected and what is there, for a message.</summary>
    /// <param name="contentBits">Where the packet's content ends, from the packet's start.</param>
    public (string Expected, string Found) DescribeFailure(long contentBits)
    {
        string field = FailureNode is null ? "the next fields" : $"field '{PathOf(FailureNode)}'";
        return FailureReason switch
        {
            FailureReason.NoOption => ($"a tag that chooses an option of {field}", $"{FailureValue}"),
            FailureReason.Work => ($"at most {FreeElements} elements without bits in {field}", "more"),
            _ => ($"at least {FailureValue} bits for {field}", $"{Math.Max(0, contentBits - OriginBits - FailurePosition)} bits up to the content's end"),
        };
    }

    private static string PathOf(FieldNode node)
    {
        string path = node.Name;
        for (FieldNode? parent = node.Parent; parent is not null; parent = parent.Parent)
        {
            path = parent.Name.Length == 0 ? path : path.Length == 0 ? parent.Name : parent.Name + "." + path;
        }

        return path;
    }
}
