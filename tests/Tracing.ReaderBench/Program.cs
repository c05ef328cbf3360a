using System.Diagnostics;
using Tracing.Reader;

string path = args[0];
for (int round = 0; round < 4; round++)
{
    long start = Stopwatch.GetTimestamp();
    long n = 0, t = 0;
    foreach (TraceEvent e in TraceReader.Open(path)) { n++; t += e.Timestamp; }
    double walk = Stopwatch.GetElapsedTime(start).TotalSeconds;
    start = Stopwatch.GetTimestamp();
    long sum = 0;
    foreach (TraceEvent e in TraceReader.Open(path)) { sum += Use(e.CommonContext) + Use(e.Fields); }
    double all = Stopwatch.GetElapsedTime(start).TotalSeconds;
    start = Stopwatch.GetTimestamp();
    var v = new Summing();
    foreach (TraceEvent e in TraceReader.Open(path)) { e.CommonContext.Visit(ref v); e.Fields.Visit(ref v); }
    double visit = Stopwatch.GetElapsedTime(start).TotalSeconds;
    Console.WriteLine($"{n} events, walk {walk * 1e9 / n:0.0} ns, all {all * 1e9 / n:0.0} ns visit {visit * 1e9 / n:0.0} {sum} {v.Sum} {t}");
}

static long Use(FieldList list)
{
    long sum = 0;
    foreach (FieldValue field in list)
    {
        sum += UseOne(field);
    }

    return sum;
}

static long UseOne(FieldValue field)
{
    switch (field.Kind)
    {
        case FieldKind.Signed: return field.AsInt64();
        case FieldKind.Unsigned: return (long)field.AsUInt64();
        case FieldKind.Float: return (long)field.AsDouble();
        case FieldKind.Text: return field.AsUtf8().Length;
        case FieldKind.Enumeration: return field.AsInt64();
        default:
            long sum = 0;
            foreach (FieldValue part in field)
            {
                sum += UseOne(part);
            }

            return sum;
    }
}

internal struct Summing : IFieldVisitor
{
    public long Sum;
    public void OnSigned(FieldInfo field, long value) => Sum += value;
    public void OnUnsigned(FieldInfo field, ulong value) => Sum += (long)value;
    public void OnFloat(FieldInfo field, double value) => Sum += (long)value;
    public void OnText(FieldInfo field, ReadOnlySpan<byte> utf8) => Sum += utf8.Length;
    public void OnBegin(FieldInfo field, int count) { }
    public void OnEnd(FieldInfo field) { }
}
