namespace Tracing.Runtime.Configuration;

/// <summary>The words that a key takes, and what they stand for.</summary>
/// <param name="what">What the words are, as in "a mode".</param>
/// <param name="words">All of them.</param>
internal sealed class WordTable<T>(string what, params (string Word, T Value)[] words)
    where T : struct
{
    /// <summary>All words.</summary>
    public IEnumerable<string> Words => words.Select(static entry => entry.Word);

    /// <summary>What a value stands for.</summary>
    /// <exception cref="TraceConfigurationException">It is none of the words.</exception>
    public T Read(ConfigurationValue value)
    {
        if (value.Kind == ValueKind.Text)
        {
            foreach ((string word, T meaning) in words)
            {
                if (word == value.Text)
                {
                    return meaning;
                }
            }
        }

        string hint = value.Kind == ValueKind.Text ? NearMiss.Suggest(value.Text, Words) : "";
        throw value.Error($"{value.Describe()} is not {what}. Write one of {string.Join(", ", Words.Select(static word => $"\"{word}\""))}.{hint}");
    }

    /// <summary>The word for it.</summary>
    public string WordFor(T meaning) => Array.Find(words, entry => entry.Value.Equals(meaning)).Word;
}
