using Microsoft.CodeAnalysis.CSharp;

namespace Tracing.Generators.Parsing;

/// <summary>Spelling of names in generated C#.</summary>
internal static class Identifiers
{
    /// <summary>The name with <c>@</c> in front if it is a keyword.</summary>
    public static string EscapeIdentifier(this string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>The name with what an identifier cannot hold replaced by underscores.</summary>
    public static string ToIdentifier(string name)
    {
        char[] letters = name.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            if (!SyntaxFacts.IsIdentifierPartCharacter(letters[i]))
            {
                letters[i] = '_';
            }
        }

        string result = new(letters);
        return SyntaxFacts.IsIdentifierStartCharacter(result[0]) ? result : "_" + result;
    }
}
