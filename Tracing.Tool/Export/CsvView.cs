using System.Globalization;
using System.Text;
using Tracing.Reader;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Export;

/// <summary>
/// Events as CSV (RFC 4180, with line feeds): time, name and thread, then a column for each name of a field that any of the
/// wanted kinds of events has.
/// </summary>
internal sealed class CsvView : IItemWriter
{
    private static readonly string[] s_fixedColumns = ["time", "ts", "name", "pid", "tid", "thread"];

    private readonly LineWriter _output;
    private readonly ThreadTable _threads;
    private readonly string[] _columns;
    private readonly Dictionary<TraceEventClass, int[]> _places = [];

    public CsvView(LineWriter output, TraceInput input, ThreadTable threads)
    {
        _output = output;
        _threads = threads;
        _columns =
        [
            .. input.Reader.Traces
                .SelectMany(static trace => trace.EventClasses)
                .Where(input.Selection.MatchesClass)
                .SelectMany(static @class => @class.FieldNames)
                .Distinct(),
        ];
        WriteHeader();
    }

    public void Write(in TraceEvent item)
    {
        if (item.Kind != TraceItemKind.Event)
        {
            Messages.Warn(item.ToString());
            return;
        }

        TraceThread thread = _threads.Of(item);
        if (item.HasTimestamp)
        {
            _output.Write(TraceTime.FormatIso(item.Timestamp));
            _output.Write((byte)',');
            _output.Write(item.Timestamp.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            _output.Write((byte)',');
        }

        WriteNext(item.Name);
        WriteNext(thread.ProcessId < 0 ? "" : thread.ProcessId.ToString(CultureInfo.InvariantCulture));
        WriteNext(thread.Id < 0 ? "" : thread.Id.ToString(CultureInfo.InvariantCulture));
        WriteNext(thread.Name ?? "");
        int[] places = PlacesOf(item.Class!, item.Fields);
        foreach (int place in places)
        {
            WriteNext(place < 0 ? "" : TextOf(item.Fields[place]));
        }

        _output.EndLine();
    }

    private static string TextOf(in FieldValue value) => value.IsNull ? "" : value.AsString();

    private void WriteHeader()
    {
        _output.Write(string.Join(',', s_fixedColumns));
        foreach (string column in _columns)
        {
            // A field may be called as a column of ours is.
            WriteNext(Array.IndexOf(s_fixedColumns, column) >= 0 ? "field." + column : column);
        }

        _output.EndLine();
    }

    private int[] PlacesOf(TraceEventClass @class, FieldList fields)
    {
        if (!_places.TryGetValue(@class, out int[]? places))
        {
            places = new int[_columns.Length];
            Array.Fill(places, -1);
            for (int i = 0; i < fields.Count; i++)
            {
                int column = Array.IndexOf(_columns, fields[i].Name);
                if (column >= 0 && !fields[i].IsHelper)
                {
                    places[column] = i;
                }
            }

            _places.Add(@class, places);
        }

        return places;
    }

    private void WriteNext(string cell)
    {
        _output.Write((byte)',');
        if (cell.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            _output.Write(cell);
            return;
        }

        var quoted = new StringBuilder(cell.Length + 8);
        quoted.Append('"').Append(cell).Replace("\"", "\"\"", 1, cell.Length).Append('"');
        _output.Write(quoted.ToString());
    }
}
