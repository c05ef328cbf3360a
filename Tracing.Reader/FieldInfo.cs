using Tracing.Reader.Records;

namespace Tracing.Reader;

/// <summary>What the metadata says of a field.</summary>
public readonly struct FieldInfo : IEquatable<FieldInfo>
{
    private readonly FieldNode _node;

    internal FieldInfo(FieldNode node) => _node = node;

    /// <summary>The field's name; empty for an element of a sequence.</summary>
    public string Name => _node.Name;

    /// <summary>The name in UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8Name => _node.Utf8Name;

    /// <summary>What it is.</summary>
    public FieldKind Kind => _node.Kind;

    /// <summary>The type of .NET that it was written from, where known.</summary>
    public DotnetType DotnetType => _node.Dotnet;

    /// <summary>Bits of a number; 0 for anything else.</summary>
    public int SizeBits => _node.Size;

    /// <summary>2, 8, 10 or 16: how the metadata wants an integer to be shown.</summary>
    public int DisplayBase => _node.DisplayBase;

    /// <summary>Whether it only serves another field, as its length or its tag.</summary>
    public bool IsHelper => _node.IsHelper;

    /// <summary>The first label of an enumeration's value in the order of the alphabet, or null if it has none.</summary>
    /// <param name="value">The value; of a signed enumeration its 64-bit pattern.</param>
    public string? LabelOf(ulong value)
    {
        int index = _node.Labels is null ? -1 : _node.Labels.Find(value, 0);
        return index < 0 ? null : _node.Labels![index].Label;
    }

    /// <summary>Whether it is the same field of the same kind of event.</summary>
    /// <param name="other">The other field.</param>
    public bool Equals(FieldInfo other) => _node == other._node;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FieldInfo other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _node?.GetHashCode() ?? 0;

    /// <summary>Whether they are the same field of the same kind of event.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(FieldInfo left, FieldInfo right) => left.Equals(right);

    /// <summary>Whether they are different fields.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(FieldInfo left, FieldInfo right) => !left.Equals(right);

    /// <summary>The name.</summary>
    public override string ToString() => _node is null ? "" : Name;
}
