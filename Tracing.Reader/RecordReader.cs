using System.Net;
using Tracing.Reader.Records;

namespace Tracing.Reader;

/// <summary>
/// Reads an event's fields as .NET values; for generated code. A field that the trace does not have gives the default value, one
/// of a type that does not fit an exception.
/// </summary>
/// <remarks>
/// An integer fits if every value of it does: <c>int</c> in the trace is read as <c>long</c>, not the other way round. What was
/// nullable when it was written and no longer is gives the default value for null.
/// </remarks>
public readonly ref struct RecordReader
{
    private readonly RecordBinding _binding;
    private readonly FieldList _fields;
    private readonly FieldValue _structure;
    private readonly bool _isPart;

    internal RecordReader(RecordBinding binding, FieldList fields)
    {
        _binding = binding;
        _fields = fields;
    }

    private RecordReader(RecordBinding binding, FieldValue structure)
    {
        _binding = binding;
        _structure = structure;
        _isPart = true;
    }

    /// <summary>A number, an enumeration, or another value of fixed size.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="index">The field.</param>
    /// <exception cref="TraceFormatException">The field is of another type.</exception>
    public T Get<T>(int index)
        where T : unmanaged => TryFind(index, out FieldValue value) ? Convert<T>(index, value) : default;

    /// <summary>The same, or null.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="index">The field.</param>
    /// <exception cref="TraceFormatException">The field is of another type.</exception>
    public T? GetNullable<T>(int index)
        where T : unmanaged => TryFind(index, out FieldValue value) ? Convert<T>(index, value) : null;

    /// <summary>The elements of a sequence; null if there are none because the field is missing or was null.</summary>
    /// <typeparam name="T">An element's type.</typeparam>
    /// <param name="index">The field.</param>
    /// <exception cref="TraceFormatException">The field is of another type.</exception>
    public T[]? GetArray<T>(int index)
        where T : unmanaged
    {
        if (!TryFind(index, out FieldValue value))
        {
            return null;
        }

        if (value.Kind != FieldKind.Sequence || value.DotnetType == DotnetType.Guid)
        {
            throw _binding.Mismatch(index, $"a sequence of {typeof(T)}", value.Node);
        }

        if (typeof(T) == typeof(byte) && value.DotnetType == DotnetType.Bytes)
        {
            return (T[])(object)value.AsBytes().ToArray();
        }

        var elements = new T[value.Count];
        int i = 0;
        foreach (FieldValue element in value)
        {
            elements[i++] = Convert<T>(index, element);
        }

        return elements;
    }

    /// <summary>Text; null if the field is missing or was null. A null string is recorded as the text <c>(null)</c>.</summary>
    /// <param name="index">The field.</param>
    /// <exception cref="TraceFormatException">The field is of another type.</exception>
    public string? GetText(int index) => !TryFind(index, out FieldValue value) ? null
        : value.Kind == FieldKind.Text ? value.AsString()
        : throw _binding.Mismatch(index, "text", value.Node);

    /// <summary>An address; null if the field is missing or was null.</summary>
    /// <param name="index">The field.</param>
    /// <exception cref="TraceFormatException">The field is of another type.</exception>
    public IPAddress? GetAddress(int index) => !TryFind(index, out FieldValue value) ? null
        : value.TryGetIPAddress(out IPAddress? address) ? address
        : throw _binding.Mismatch(index, "an IPAddress", value.Node);

    /// <summary>A structure.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="index">The field.</param>
    /// <exception cref="TraceFormatException">The field is of another type.</exception>
    public T GetPart<T>(int index)
        where T : struct, ITraceRecordPart<T> => GetNullablePart<T>(index) ?? default;

    /// <summary>The same, or null.</summary>
    /// <typeparam name="T">The structure's type.</typeparam>
    /// <param name="index">The field.</param>
    /// <exception cref="TraceFormatException">The field is of another type.</exception>
    public T? GetNullablePart<T>(int index)
        where T : struct, ITraceRecordPart<T>
    {
        if (!TryFind(index, out FieldValue value))
        {
            return null;
        }

        return value is { Kind: FieldKind.Structure, DotnetType: DotnetType.None }
            ? T.Read(new RecordReader(_binding.Part(index, value.Node, T.FieldNames), value))
            : throw _binding.Mismatch(index, $"a structure like {typeof(T)}", value.Node);
    }

    /// <summary>Finds a field that is there and not null; of a variant the chosen option.</summary>
    private bool TryFind(int index, out FieldValue value)
    {
        int child = _binding.Children[index];
        if (child < 0)
        {
            value = default;
            return false;
        }

        value = _isPart ? _structure[child] : _fields[child];
        while (value.Kind == FieldKind.Variant)
        {
            if (value.IsNull)
            {
                return false;
            }

            value = value.Selected;
        }

        return true;
    }

    private T Convert<T>(int index, in FieldValue value)
        where T : unmanaged => ValueConversion.TryConvert(value, out T result) ? result : throw _binding.Mismatch(index, $"{typeof(T)}", value.Node);
}
