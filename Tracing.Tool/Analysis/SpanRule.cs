using Tracing.Reader;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Analysis;

/// <summary>Which events begin and end a span, and how a begin finds its end.</summary>
/// <param name="Begin">Pattern of the begin's name; without a provider it stands for any.</param>
/// <param name="End">Pattern of the end's name.</param>
/// <param name="Key">A field that both have, or null: then the same thread, the innermost first.</param>
internal sealed record SpanRule(string Begin, string End, string? Key)
{
    private const char KeySign = '@';

    /// <summary>What names of a begin end in, and their end's instead.</summary>
    private static readonly (string Begin, string End)[] s_suffixes =
    [
        ("Begin", "End"), ("Start", "Stop"), ("Start", "End"), ("Started", "Stopped"), ("Started", "Finished"), ("Enter", "Leave"), ("Enter", "Exit"),
        ("_begin", "_end"), ("_start", "_stop"), ("_start", "_end"), ("_entry", "_exit"),
    ];

    /// <summary>A name for the span: what its begin's and end's names have in common.</summary>
    public string Name { get; } = NameOf(Begin, End);

    /// <summary>Whether a name is the begin's, or the end's.</summary>
    public bool IsBegin(string name) => Matches(Begin, name);

    /// <inheritdoc cref="IsBegin"/>
    public bool IsEnd(string name) => Matches(End, name);

    /// <summary>Parses <c>BEGIN:END[@KEY]</c>. Names may have a provider, as <c>db:QueryBegin:db:QueryEnd</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static SpanRule Parse(string text)
    {
        int at = text.LastIndexOf(KeySign);
        string names = at < 0 ? text : text[..at];
        string? key = at < 0 ? null : text[(at + 1)..];
        string[] parts = names.Split(':');
        if (parts.Length % 2 == 0 && Array.TrueForAll(parts, static part => part.Length > 0) && key is not "")
        {
            int half = parts.Length / 2;
            return new SpanRule(string.Join(':', parts[..half]), string.Join(':', parts[half..]), key);
        }

        throw new UsageException($"--span expects BEGIN:END or BEGIN:END@KEY, with a provider in both names or in none, found '{text}'.");
    }

    /// <summary>
    /// Finds pairs by their names, such as <c>db:QueryBegin</c> and <c>db:QueryEnd</c>. If the first field of both has one
    /// name, as ids do, it is the key.
    /// </summary>
    public static IReadOnlyList<SpanRule> Guess(TraceReader reader)
    {
        var rules = new List<SpanRule>();
        List<TraceEventClass> classes = [.. reader.Traces.SelectMany(static trace => trace.EventClasses).DistinctBy(static @class => @class.Name)];
        foreach (TraceEventClass begin in classes)
        {
            foreach ((string beginSuffix, string endSuffix) in s_suffixes)
            {
                if (begin.Name.EndsWith(beginSuffix, StringComparison.Ordinal)
                    && classes.Find(other => other.Name == begin.Name[..^beginSuffix.Length] + endSuffix) is { } end)
                {
                    string? key = begin.FieldNames is [var first, ..] && end.FieldNames is [var second, ..] && first == second ? first : null;
                    rules.Add(new SpanRule(begin.Name, end.Name, key));
                    break;
                }
            }
        }

        return rules;
    }

    private static bool Matches(string pattern, string name) =>
        Glob.IsMatch(pattern, name) || (!pattern.Contains(':') && Glob.IsMatch(pattern, name[(name.LastIndexOf(':') + 1)..]));

    private static string NameOf(string begin, string end)
    {
        int common = 0;
        while (common < begin.Length && common < end.Length && begin[common] == end[common])
        {
            common++;
        }

        // `GetStart` and `GetStop` have more in common than their subject.
        foreach ((string beginSuffix, string endSuffix) in s_suffixes)
        {
            if (begin.EndsWith(beginSuffix, StringComparison.Ordinal) && end == begin[..^beginSuffix.Length] + endSuffix)
            {
                common = begin.Length - beginSuffix.Length;
                break;
            }
        }

        string name = begin[..common].TrimEnd('_', ':', '.', '*');
        return name.Length > name.LastIndexOf(':') + 1 && name.Length > 0 ? name : $"{begin} to {end}";
    }
}
