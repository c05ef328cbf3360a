using System.Globalization;

namespace Tracing.Generators.Parsing;

/// <summary>Which names a trace and its patterns can hold.</summary>
internal static class NameRules
{
    /// <summary>What is wrong with a provider's or an event's name; null if nothing.</summary>
    public static string? FaultOf(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return "it is empty";
        }

        for (int i = 0; i < name!.Length; i++)
        {
            char c = name[i];
            switch (c)
            {
                case ':':
                    return "it contains ':', which separates provider and event";
                case '*':
                    return "it contains '*', which stands for any text in patterns";
            }

            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(c);
            if (category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return $"it contains the control character U+{(int)c:X4}";
            }

            if (char.IsSurrogate(c))
            {
                if (!char.IsSurrogatePair(name, i))
                {
                    return $"it contains the unpaired surrogate U+{(int)c:X4}";
                }

                i++;
            }
        }

        return null;
    }

    /// <summary>Whether CTF takes the name for a field: ASCII letters, digits and underscores. A C# name begins with no digit.</summary>
    public static bool IsFieldName(string name)
    {
        foreach (char c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
