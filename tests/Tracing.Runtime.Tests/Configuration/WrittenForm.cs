using System.Text.Json;
using Tracing.Runtime.Configuration;

namespace Tracing.Runtime.Tests.Configuration;

internal static class WrittenForm
{
    /// <summary>What is written for these sessions.</summary>
    public static byte[] Of(IReadOnlyList<SessionConfiguration> sessions)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, TraceConfiguration.FileFormat))
        {
            TraceConfiguration.Write(writer, sessions);
        }

        return stream.ToArray();
    }
}
