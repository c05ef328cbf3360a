namespace Tracing.Generators.Parsing;

/// <summary>Reads a marker's sentence: text with <c>{name[,alignment][:specifier]}</c>, braces doubled to mean themselves.</summary>
internal static class MarkerFormat
{
    /// <summary>Finds the placeholders' names; returns what is wrong with the sentence, or null.</summary>
    public static string? Read(string format, List<string> names)
    {
        int i = 0;
        while (i < format.Length)
        {
            char c = format[i++];
            if (c is not ('{' or '}'))
            {
                continue;
            }

            if (i < format.Length && format[i] == c)
            {
                i++;
                continue;
            }

            if (c == '}')
            {
                return $"the '}}' at position {i - 1} closes nothing; write '}}}}' for the brace itself";
            }

            int end = format.IndexOf('}', i);
            if (end < 0 || format.IndexOf('{', i, end - i) >= 0)
            {
                return $"the '{{' at position {i - 1} is not closed; write '{{{{' for the brace itself";
            }

            string inside = format.Substring(i, end - i);
            int stop = inside.IndexOfAny([',', ':']);
            string name = (stop < 0 ? inside : inside.Substring(0, stop)).Trim();
            if (name.Length == 0)
            {
                return $"the placeholder at position {i - 1} names no parameter";
            }

            names.Add(name);
            i = end + 1;
        }

        return null;
    }
}
