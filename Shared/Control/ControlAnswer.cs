using System.Text.Json;

namespace Tracing.Control;

/// <summary>A line from the process: it has a result or an error.</summary>
internal sealed class ControlAnswer
{
    /// <summary>The request's; null when that could not be read.</summary>
    public long? Id { get; init; }

    /// <summary>What the method gives; an empty object for nothing.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Why there is no result.</summary>
    public ControlError? Error { get; init; }
}

/// <summary>Why a request failed.</summary>
internal sealed class ControlError
{
    /// <summary>One of <see cref="ControlErrors"/>.</summary>
    public required string Code { get; init; }

    /// <summary>For people: what is wrong, where, and the way out.</summary>
    public required string Message { get; init; }

    /// <summary>Names like the one that there is not, the likeliest first.</summary>
    public string[]? Near { get; init; }
}
