using System.Text.Encodings.Web;
using System.Text.Json;
using Tracing.Tool.Live;

namespace Tracing.Tool.Output;

/// <summary>Rates as a JSON object a line for each process and count.</summary>
internal sealed class JsonRates : IRateView
{
    public int Run(Func<Action<IReadOnlyList<EventRate>>, int> loop)
    {
        using var target = OutputTarget.Open(allowsPager: false);
        return loop(rates => Show(rates, target.Lines));
    }

    private static void Show(IReadOnlyList<EventRate> rates, LineWriter lines)
    {
        DateTimeOffset time = TimeProvider.System.GetUtcNow();
        foreach (IGrouping<int, EventRate> process in rates.GroupBy(static rate => rate.Process.Pid))
        {
            using (var json = new Utf8JsonWriter(lines, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                json.WriteStartObject();
                json.WriteString("time", time);
                LiveJson.WriteProcess(process.First().Process, json);
                json.WriteStartArray("events");
                foreach (EventRate rate in process)
                {
                    json.WriteStartObject();
                    json.WriteString("name", rate.Name);
                    json.WriteNumber("hits", rate.Hits);
                    json.WriteNumber("added", rate.Added);
                    json.WriteNumber("rate", rate.Rate);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            lines.EndLine();
        }

        lines.Flush();
    }
}
