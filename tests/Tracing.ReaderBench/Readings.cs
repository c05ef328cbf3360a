using Tracing.Reader;

namespace Tracing.ReaderBench;

/// <summary>The ways to read a trace that are measured; each returns the events that it read and a sum that needs all values.</summary>
internal static class Readings
{
    /// <summary>Time and kind of each event, no field.</summary>
    public static (long Events, long Sum) Walk(string path)
    {
        long events = 0;
        long sum = 0;
        foreach (TraceEvent e in TraceReader.Open(path))
        {
            events++;
            sum += e.Timestamp;
        }

        return (events, sum);
    }

    /// <summary>Every field of every scope, through a visitor.</summary>
    public static (long Events, long Sum) Visit(string path)
    {
        long events = 0;
        var visitor = new SummingVisitor();
        foreach (TraceEvent e in TraceReader.Open(path))
        {
            events++;
            e.CommonContext.Visit(ref visitor);
            e.SpecificContext.Visit(ref visitor);
            e.Fields.Visit(ref visitor);
        }

        return (events, visitor.Sum);
    }

    /// <summary>Every field of every scope, one by one.</summary>
    public static (long Events, long Sum) Get(string path)
    {
        long events = 0;
        long sum = 0;
        foreach (TraceEvent e in TraceReader.Open(path))
        {
            events++;
            sum += Sum(e.CommonContext) + Sum(e.SpecificContext) + Sum(e.Fields);
        }

        return (events, sum);
    }

    private static long Sum(FieldList fields)
    {
        long sum = 0;
        foreach (FieldValue field in fields)
        {
            sum += Sum(field);
        }

        return sum;
    }

    private static long Sum(in FieldValue field)
    {
        switch (field.Kind)
        {
            case FieldKind.Signed:
                return field.AsInt64();
            case FieldKind.Unsigned or FieldKind.Enumeration:
                return (long)field.AsUInt64();
            case FieldKind.Float:
                return (long)field.AsDouble();
            case FieldKind.Text:
                return field.AsUtf8().Length;
            default:
                long sum = 0;
                foreach (FieldValue part in field)
                {
                    sum += Sum(part);
                }

                return sum;
        }
    }

    private struct SummingVisitor : IFieldVisitor
    {
        public long Sum { get; private set; }

        public void OnSigned(FieldInfo field, long value) => Sum += value;

        public void OnUnsigned(FieldInfo field, ulong value) => Sum += (long)value;

        public void OnFloat(FieldInfo field, double value) => Sum += (long)value;

        public void OnText(FieldInfo field, ReadOnlySpan<byte> utf8) => Sum += utf8.Length;

        public void OnBegin(FieldInfo field, int count)
        {
        }

        public void OnEnd(FieldInfo field)
        {
        }
    }
}
