using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Tracing.Control;
using Tracing.Runtime.Configuration;

namespace Tracing.Runtime.Control;

/// <summary>What a request can ask for.</summary>
internal abstract class ControlMethod(string name)
{
    /// <summary>Its name in requests.</summary>
    public string Name => name;

    /// <summary>Does it, and writes its result.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="parameters">The request's; null for none.</param>
    /// <param name="result">Gets one object.</param>
    /// <exception cref="ControlException">The parameters are not the method's, or it cannot be done.</exception>
    public abstract void Run(ControlClient client, JsonElement? parameters, Utf8JsonWriter result);
}

/// <summary>A method with its messages.</summary>
/// <param name="name">The method's name.</param>
/// <param name="parametersType">How the parameters are read.</param>
/// <param name="resultType">How the result is written.</param>
/// <param name="run">Does it.</param>
internal sealed class ControlMethod<TParameters, TResult>(
    string name, JsonTypeInfo<TParameters> parametersType, JsonTypeInfo<TResult> resultType, Func<ControlClient, TParameters, TResult> run) : ControlMethod(name)
    where TParameters : class
{
    private static readonly JsonElement s_none = JsonElement.Parse("{}");

    /// <inheritdoc/>
    public override void Run(ControlClient client, JsonElement? parameters, Utf8JsonWriter result) =>
        JsonSerializer.Serialize(result, run(client, Read(parameters ?? s_none)), resultType);

    private TParameters Read(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object)
        {
            throw Bad("They are no object");
        }

        foreach (JsonProperty parameter in parameters.EnumerateObject())
        {
            if (!parametersType.Properties.Any(known => known.Name == parameter.Name) && parametersType.UnmappedMemberHandling == JsonUnmappedMemberHandling.Disallow)
            {
                throw Bad($"'{ConfigurationValue.Shorten(parameter.Name)}' is none of them", NearNames.Of(parameter.Name, parametersType.Properties.Select(static known => known.Name)));
            }
        }

        foreach (JsonPropertyInfo known in parametersType.Properties)
        {
            if (known.IsRequired && !parameters.TryGetProperty(known.Name, out _))
            {
                throw Bad($"'{known.Name}' is missing");
            }
        }

        try
        {
            return parameters.Deserialize(parametersType)!;
        }
        catch (JsonException exception)
        {
            // What the framework says names types of this library.
            throw Bad($"{exception.Path ?? "$"} has a value of another kind than it takes");
        }
    }

    private ControlException Bad(string what, string[]? near = null)
    {
        string[] names = [.. parametersType.Properties.Select(static property => property.IsRequired ? property.Name : $"[{property.Name}]")];
        return new ControlException(
            ControlErrors.BadParams,
            $"The parameters of '{Name}' are not usable. {what}: {(names.Length == 0 ? "the method takes none" : $"the method takes {string.Join(", ", names)}")} (docs/control-protocol.md).", near);
    }
}
