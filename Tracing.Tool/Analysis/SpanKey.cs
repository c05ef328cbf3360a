using System.Globalization;
using Tracing.Reader;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Analysis;

/// <summary>What a begin and its end have in common: the value of a field, or the thread.</summary>
/// <param name="Number">An integer's pattern.</param>
/// <param name="Text">Any other value as text.</param>
/// <param name="Thread">The thread, where no field pairs them.</param>
internal readonly record struct SpanKey(ulong Number, string? Text, TraceThread? Thread)
{
    private const string ContextPrefix = "$ctx.";

    /// <summary>Finds the key in an event; false if it lacks the field.</summary>
    public static bool TryFind(in TraceEvent item, string? field, ThreadTable threads, out SpanKey key)
    {
        if (field is null)
        {
            key = new SpanKey(0, null, threads.Of(item));
            return true;
        }

        string name = field.StartsWith(ContextPrefix, StringComparison.Ordinal) ? field[ContextPrefix.Length..] : field;
        if (!item.TryGetField(name, out FieldValue value))
        {
            key = default;
            return false;
        }

        key = value.Kind switch
        {
            FieldKind.Signed => new SpanKey((ulong)value.AsInt64(), null, null),
            FieldKind.Unsigned => new SpanKey(value.AsUInt64(), null, null),
            _ => new SpanKey(0, value.AsString(), null),
        };
        return true;
    }

    public override string ToString() => Thread?.Label ?? Text ?? ((long)Number).ToString(CultureInfo.InvariantCulture);
}
