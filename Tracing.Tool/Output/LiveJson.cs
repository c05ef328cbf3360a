using System.Text.Json;
using Tracing.Control;

namespace Tracing.Tool.Output;

/// <summary>What the listings of living processes have in common as JSON.</summary>
internal static class LiveJson
{
    /// <summary>Which process it is about.</summary>
    public static void WriteProcess(HelloResult process, Utf8JsonWriter json)
    {
        json.WriteNumber("pid", process.Pid);
        json.WriteString("name", process.Name);
    }
}
