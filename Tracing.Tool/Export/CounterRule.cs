using Tracing.Reader;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Export;

/// <summary>An event whose field is a counter's value.</summary>
/// <param name="Event">Pattern of the event's name; without a provider it stands for any.</param>
/// <param name="Field">The field, or null for the first that is a number.</param>
internal sealed record CounterRule(string Event, string? Field)
{
    /// <summary>Parses <c>EVENT[@FIELD]</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static CounterRule Parse(string text)
    {
        string[] parts = text.Split('@');
        return parts is [{ Length: > 0 } name] ? new CounterRule(name, null)
            : parts is [{ Length: > 0 } with, { Length: > 0 } field] ? new CounterRule(with, field)
            : throw new UsageException($"--counter expects EVENT or EVENT@FIELD, found '{text}'.");
    }

    /// <summary>Whether it is about events of a name.</summary>
    public bool Matches(string name) => Glob.IsMatch(Event, name) || (!Event.Contains(':') && Glob.IsMatch(Event, name[(name.LastIndexOf(':') + 1)..]));

    /// <summary>The value in an event; false if it has none.</summary>
    public bool TryGetValue(in TraceEvent item, out string field, out double value)
    {
        foreach (FieldValue candidate in item.Fields)
        {
            if ((Field is null ? !candidate.IsHelper : candidate.Name == Field)
                && candidate.Kind is FieldKind.Signed or FieldKind.Unsigned or FieldKind.Float)
            {
                field = candidate.Name;
                value = candidate.AsDouble();
                return true;
            }
        }

        field = "";
        value = 0;
        return false;
    }
}
