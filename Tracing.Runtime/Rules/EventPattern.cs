using System.IO.Enumeration;

namespace Tracing.Runtime.Rules;

/// <summary>A pattern on event names: <c>*</c> stands for any run of characters, <c>?</c> for one, a backslash before either for itself.</summary>
internal sealed class EventPattern
{
    private readonly string _text;

    /// <exception cref="ArgumentException">The pattern can match no event name at all.</exception>
    public EventPattern(string text, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(text, parameterName);
        if (text.Length == 0)
        {
            throw new ArgumentException("An event pattern is empty. For all events of a provider write 'provider:*', for all there are '*'.", parameterName);
        }

        int bad = text.AsSpan().IndexOfAnyInRange('\0', '\x1F');
        if (bad >= 0)
        {
            throw new ArgumentException($"The event pattern '{text}' has a control character at column {bad + 1}. Event names have none.", parameterName);
        }

        if (!text.Contains(':') && !text.Contains('*'))
        {
            throw new ArgumentException(
                $"The event pattern '{text}' can match nothing: event names have the form 'provider:name'. For all events of a provider write '{text}:*'.", parameterName);
        }

        if (text.Count(':') > 1)
        {
            throw new ArgumentException(
                $"The event pattern '{text}' can match nothing: event names have the form 'provider:name', with one ':'.", parameterName);
        }

        _text = text;
    }

    /// <summary>Whether an event's name matches; case matters.</summary>
    public bool Matches(string eventName) => FileSystemName.MatchesSimpleExpression(_text, eventName, ignoreCase: false);

    /// <inheritdoc/>
    public override string ToString() => _text;
}
