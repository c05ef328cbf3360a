using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tracing.Control;

/// <summary>A line from the client.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class ControlRequest
{
    /// <summary>Comes back in the answer.</summary>
    public long Id { get; init; }

    /// <summary>One of <see cref="ControlMethods"/>.</summary>
    public required string Method { get; init; }

    /// <summary>The method's parameters, an object; null for none.</summary>
    public JsonElement? Params { get; init; }
}
