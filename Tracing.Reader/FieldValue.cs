using System.Runtime.CompilerServices;
using Tracing.Reader.Records;

namespace Tracing.Reader;

/// <summary>A field's value in the current event, decoded when it is asked for.</summary>
/// <remarks>Valid until the enumeration goes on. Belongs to the enumeration's thread. Numbers and spans allocate nothing.</remarks>
public readonly partial struct FieldValue
{
    private readonly FieldData _data;
    private readonly FieldNode _node;
    private readonly int _position;

    // Elements of an array, bytes of a text without its NUL, or the option of a variant.
    private readonly ulong _count;

    private FieldValue(FieldData data, FieldNode node, int position, ulong count)
    {
        _data = data;
        _node = node;
        _position = position;
        _count = count;
    }

    /// <summary>The field's name; empty for an element of a sequence.</summary>
    public string Name => _node.Name;

    /// <summary>What it is.</summary>
    public FieldKind Kind => _node.Kind;

    /// <summary>The type of .NET that it was written from, where known.</summary>
    public DotnetType DotnetType => _node.Dotnet;

    /// <summary>Whether it is a nullable without a value.</summary>
    public bool IsNull => _node.Dotnet == DotnetType.Nullable && _count == 0;

    /// <summary>Whether it only serves another field, as its length or its tag.</summary>
    public bool IsHelper => _node.IsHelper;

    /// <summary>How many elements a sequence or fields a structure has, 1 for a variant; 0 for what has no parts.</summary>
    public int Count => _node.Kind switch
    {
        FieldKind.Structure => _node.Children.Length,
        FieldKind.Sequence => (int)Math.Min(_count, int.MaxValue),
        FieldKind.Variant => 1,
        _ => 0,
    };

    /// <summary>The option that a variant has: its name is the option's.</summary>
    public FieldValue Selected => _node.Kind == FieldKind.Variant ? Child(0) : throw Wrong("a variant");

    /// <summary>A part: a structure's field or a sequence's element.</summary>
    /// <param name="index">From 0.</param>
    public FieldValue this[int index] => (uint)index < (uint)Count ? Child(index) : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>A structure's field by its name.</summary>
    /// <param name="name">The name without leading underscore.</param>
    public FieldValue this[string name]
    {
        get
        {
            for (int i = 0; _node.Kind == FieldKind.Structure && i < _node.Children.Length; i++)
            {
                if (_node.Children[i].Name == name)
                {
                    return Child(i);
                }
            }

            throw new KeyNotFoundException($"There is no field '{name}' in '{Name}'.");
        }
    }

    /// <summary>Walks the parts, in one go over the bytes however many they are.</summary>
    public Enumerator GetEnumerator() => new(this, _node.NeedsRestore);

    internal FieldNode Node => _node;

    internal ulong Length => _count;

    /// <summary>The parts, when nothing else is decoded meanwhile.</summary>
    internal PartSequence Parts => new(this);

    /// <summary>A field at the top of a scope.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static FieldValue OfTop(FieldData data, FieldNode node)
    {
        int position = data.Slots[node.Slot] + node.SlotOffset;

        // Runs are laid out with their alignment; only what stands behind them may still have to be aligned.
        return node.IsScalar ? new FieldValue(data, node, position, 0)
            : node.IsTerminated ? TextAtTop(data, node, position)
            : At(data, node, position);
    }

    /// <summary>The walk found where text ends: it need not be searched again.</summary>
    private static FieldValue TextAtTop(FieldData data, FieldNode node, int position)
    {
        position = (position + 7) & ~7;
        return new FieldValue(data, node, position, (ulong)((data.TailEnds[node.Slot] - position) >> 3) - 1);
    }

    /// <summary>A field, once the integers before it have been walked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldValue At(FieldData data, FieldNode node, int position)
    {
        if (node.Alignment > 8 || (position & 7) != 0)
        {
            position = data.AlignSlow(position, node.Alignment);
        }

        if (node.IsScalar)
        {
            return new FieldValue(data, node, position, 0);
        }

        ulong count = node.Kind switch
        {
            FieldKind.Variant => (ulong)data.ChosenOption(node),
            FieldKind.Text when node.IsTerminated => (ulong)data.TextLength(position),
            FieldKind.Sequence or FieldKind.Text => node.Reference >= 0 ? data.Registers[node.Reference] : node.Length,
            _ => 0,
        };
        return new FieldValue(data, node, position, count);
    }

    private FieldValue Child(int index)
    {
        if (_node.Kind == FieldKind.Sequence && _node.Stride > 0 && !_node.Children[0].MustWalk)
        {
            return At(_data, _node.Children[0], _position + (int)(index * _node.Stride));
        }

        Enumerator parts = GetEnumerator();
        for (int i = 0; i <= index; i++)
        {
            parts.MoveNext();
        }

        return parts.Current;
    }

    private InvalidOperationException Wrong(string wanted) => new($"Field '{Name}' is not {wanted} but {_node.Kind}.");

    internal readonly struct PartSequence(FieldValue whole)
    {
        public Enumerator GetEnumerator() => new(whole, restore: false);
    }

    /// <summary>Walks the parts of a value.</summary>
    public struct Enumerator
    {
        private readonly FieldData _data;
        private readonly FieldNode _node;
        private readonly ulong _option;
        private readonly int _count;
        private readonly bool _restore;
        private FieldNode? _part;
        private int _position;
        private int _index;

        internal Enumerator(in FieldValue whole, bool restore)
        {
            _data = whole._data;
            _node = whole._node;
            _option = whole._count;
            _count = whole.Count;
            _position = whole._position;
            _restore = restore;
            _index = -1;
        }

        /// <summary>The part.</summary>
        public readonly FieldValue Current
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => _part!.IsScalar ? new FieldValue(_data, _part, _position, 0) : At(_data, _part, _position);
        }

        /// <summary>Goes to the next part.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            if (_index + 1 >= _count)
            {
                return false;
            }

            if (_index++ >= 0 && _node.Kind == FieldKind.Sequence && _part!.IsScalar)
            {
                // Numbers in a row: nothing to walk.
                _position += (int)_node.Stride;
                return true;
            }

            MoveSlow();
            return true;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private void MoveSlow()
        {
            if (_restore)
            {
                RestoreAt(_data, _node, _position);
            }

            if (_part is not null)
            {
                _data.BeginEvent();
                _position = _data.Walk(_part, _position);
            }

            _part = _node.Kind switch
            {
                FieldKind.Sequence => _node.Children[0],
                FieldKind.Variant => _node.Children[(int)_option],
                _ => _node.Children[_index],
            };
            if (_part.IsScalar)
            {
                _position = _data.AlignSlow(_position, _part.Alignment);
            }
        }
    }

    private static void RestoreAt(FieldData data, FieldNode node, int position)
    {
        FieldNode top = node;
        while (top.Parent is { Parent: not null })
        {
            top = top.Parent;
        }

        data.Restore(top, data.Slots[top.Slot] + top.SlotOffset, position);
    }
}
