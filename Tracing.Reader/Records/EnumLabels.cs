using System.Text;
using Tracing.Reader.Metadata;

namespace Tracing.Reader.Records;

/// <summary>The labels of an enumeration, sorted by name, which is the order in which several of one value are shown.</summary>
internal sealed class EnumLabels
{
    private readonly EnumRange[] _ranges;
    private readonly byte[][] _utf8;
    private readonly bool _isSigned;
    private readonly Dictionary<ulong, int>? _single;

    public EnumLabels(IReadOnlyList<EnumRange> ranges, bool isSigned)
    {
        _ranges = [.. ranges];
        Array.Sort(_ranges, static (a, b) => string.CompareOrdinal(a.Label, b.Label));
        _utf8 = Array.ConvertAll(_ranges, static range => Encoding.UTF8.GetBytes(range.Label));
        _isSigned = isSigned;

        // Most enumerations have one label a value; those of some traces have thousands.
        _single = new Dictionary<ulong, int>(_ranges.Length);
        for (int i = 0; i < _ranges.Length; i++)
        {
            if (_ranges[i].First != _ranges[i].Last || !_single.TryAdd(_ranges[i].First, i))
            {
                _single = null;
                break;
            }
        }
    }

    public int Count => _ranges.Length;

    public EnumRange this[int index] => _ranges[index];

    public ReadOnlySpan<byte> Utf8(int index) => _utf8[index];

    /// <summary>The index of the next label of a value at or behind a start, or -1.</summary>
    public int Find(ulong value, int start)
    {
        if (_single is not null)
        {
            return start == 0 && _single.TryGetValue(value, out int index) ? index : -1;
        }

        for (int i = start; i < _ranges.Length; i++)
        {
            if (Contains(_ranges[i].First, _ranges[i].Last, value, _isSigned))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a value lies in a range, both as 64-bit patterns.</summary>
    public static bool Contains(ulong first, ulong last, ulong value, bool isSigned) => isSigned
        ? (long)first <= (long)value && (long)value <= (long)last
        : first <= value && value <= last;
}
