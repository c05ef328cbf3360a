using System.Collections.Frozen;

namespace Tracing.Reader.Metadata;

/// <summary>Words that no field can be named.</summary>
internal static class Keywords
{
    private static readonly FrozenSet<string> s_all = FrozenSet.ToFrozenSet(
        [
            "align", "callsite", "const", "char", "clock", "double", "enum", "env", "event", "floating_point", "float",
            "integer", "int", "long", "short", "signed", "stream", "string", "struct", "trace", "typealias", "typedef",
            "unsigned", "variant", "void", "_Bool", "_Complex", "_Imaginary",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_typeWords = FrozenSet.ToFrozenSet(
        ["const", "char", "double", "float", "int", "long", "short", "signed", "unsigned", "void", "_Bool", "_Complex", "_Imaginary"],
        StringComparer.Ordinal);

    /// <summary>Whether a word is a keyword.</summary>
    public static bool Contains(string word) => s_all.Contains(word);

    /// <summary>Whether a word is one of C's, of which a type's name can have several.</summary>
    public static bool IsTypeWord(string word) => s_typeWords.Contains(word);
}
