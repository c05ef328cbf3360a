using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tracing.Control;

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
        try
        {
            return parameters.Deserialize(parametersType) ?? throw new JsonException("They are null.");
        }
        catch (JsonException exception)
        {
            string names = string.Join(", ", parametersType.Properties.Select(static property => property.IsRequired ? property.Name : $"[{property.Name}]"));
            string place = exception.Path is { Length: > 1 } path ? $" at {path}" : "";
            throw new ControlException(
                ControlErrors.BadParams, $"The parameters of '{Name}' are not usable{place}: it takes an object with {(names.Length == 0 ? "nothing in it" : names)}. {FirstSentence(exception.Message)}");
        }
    }

    /// <summary>What is behind it names types of this library, and the place again.</summary>
    private static string FirstSentence(string message) => message.IndexOf(" Path:", StringComparison.Ordinal) is > 0 and var end ? message[..end] : message;
}
