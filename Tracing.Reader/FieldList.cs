using System.Runtime.CompilerServices;
using Tracing.Reader.Records;

namespace Tracing.Reader;

/// <summary>The fields of one scope of an event: its payload or one of its contexts.</summary>
/// <remarks>Valid until the enumeration goes on.</remarks>
public readonly partial struct FieldList
{
    private readonly FieldData? _data;
    private readonly FieldNode[]? _nodes;

    internal FieldList(FieldData data, FieldNode[] nodes)
    {
        _data = data;
        _nodes = nodes;
    }

    /// <summary>How many fields there are.</summary>
    public int Count => _nodes?.Length ?? 0;

    /// <summary>A field by its place in the declaration.</summary>
    /// <param name="index">From 0.</param>
    public FieldValue this[int index] => (uint)index < (uint)Count
        ? FieldValue.OfTop(_data!, _nodes![index])
        : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>A field by its name.</summary>
    /// <param name="name">The name without leading underscore.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public FieldValue this[string name] => TryGet(name, out FieldValue value) ? value : throw new KeyNotFoundException($"There is no field '{name}'.");

    /// <summary>Looks for a field.</summary>
    /// <param name="name">The name without leading underscore.</param>
    /// <param name="value">The field, if there is one.</param>
    public bool TryGet(string name, out FieldValue value)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_nodes![i].Name == name)
            {
                value = this[i];
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Walks the fields.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Enumerator GetEnumerator() => new(_data, _nodes);

    /// <summary>Walks the fields of a scope.</summary>
    public struct Enumerator
    {
        private readonly FieldData? _data;
        private readonly FieldNode[] _nodes;
        private int _index;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Enumerator(FieldData? data, FieldNode[]? nodes)
        {
            _data = data;
            _nodes = nodes ?? [];
            _index = -1;
        }

        /// <summary>The field.</summary>
        public readonly FieldValue Current
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => FieldValue.OfTop(_data!, _nodes[_index]);
        }

        /// <summary>Goes to the next field.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext() => ++_index < _nodes.Length;
    }
}
