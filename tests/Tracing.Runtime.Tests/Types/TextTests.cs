using System.Text;

namespace Tracing.Runtime.Tests.Types;

public class TextTests
{
    private const int LongLength = 100_000;

    private static readonly string s_longAscii = new('x', LongLength);
    private static readonly string s_longWide = new('\u20AC', LongLength);
    private static readonly string s_longBroken = new('\uD800', LongLength);
    private static readonly string s_longNuls = new('\0', LongLength);
    private static readonly char[] s_array = ['A', 'd', 'a', '\0', '\uDFFF'];
    private static readonly string s_generic = typeof(Dictionary<string, int[]>).FullName!;
    private static readonly Type s_typeParameter = typeof(List<>).GetGenericArguments()[0];

    [Fact]
    public void StringIsUtf8AndANul() => TypeCheck.Run(
        "texts:String",
        new(static () => TextTrace.String("Ada"), "41 64 61 00", Text("Ada")),
        new(static () => TextTrace.String(""), "00", Text("")),
        new(static () => TextTrace.String(null), "28 6E 75 6C 6C 29 00", Text("(null)")),
        new(static () => TextTrace.String("\u00E9\u20AC\U0001F600"), "C3 A9  E2 82 AC  F0 9F 98 80  00", Text("\u00E9\u20AC\U0001F600")),
        new(static () => TextTrace.String("\uFFFF\uFEFF"), "EF BF BF  EF BB BF  00", Text("\uFFFF\uFEFF")));

    [Fact]
    public void NulInsideAStringBecomesItsSymbol() => TypeCheck.Run(
        "texts:Nul",
        new(static () => TextTrace.Nul("\0"), "E2 90 80 00", Text("\u2400")),
        new(static () => TextTrace.Nul("a\0b"), "61 E2 90 80 62 00", Text("a\u2400b")),
        new(static () => TextTrace.Nul("a\0\0"), "61 E2 90 80 E2 90 80 00", Text("a\u2400\u2400")),
        new(static () => TextTrace.Nul("\u20AC\0"), "E2 82 AC E2 90 80 00", Text("\u20AC\u2400")),
        new(static () => TextTrace.Nul("1234567\08"), "31 32 33 34 35 36 37 E2 90 80 38 00", Text("1234567\u24008")));

    [Fact]
    public void UnpairedSurrogatesBecomeReplacementCharacters() => TypeCheck.Run(
        "texts:Surrogates",
        new(static () => TextTrace.Surrogates("\uD800"), "EF BF BD 00", Text("\uFFFD")),
        new(static () => TextTrace.Surrogates("\uDC00"), "EF BF BD 00", Text("\uFFFD")),
        new(static () => TextTrace.Surrogates("a\uD83Db"), "61 EF BF BD 62 00", Text("a\uFFFDb")),
        new(static () => TextTrace.Surrogates("\uDE00\uD83D"), "EF BF BD EF BF BD 00", Text("\uFFFD\uFFFD")),
        new(static () => TextTrace.Surrogates("\uD83D\uD83D\uDE00"), "EF BF BD F0 9F 98 80 00", Text("\uFFFD\U0001F600")),
        new(static () => TextTrace.Surrogates("\uD83D\0\uDE00"), "EF BF BD E2 90 80 EF BF BD 00", Text("\uFFFD\u2400\uFFFD")),
        new(static () => TextTrace.Surrogates("1234567\uD83D\uDE00"), "31 32 33 34 35 36 37 F0 9F 98 80 00", Text("1234567\U0001F600")));

    /// <summary>The quick path takes eight characters a step.</summary>
    [Fact]
    public void StringsAroundTheStepOfTheQuickPathAreWhole() => TypeCheck.Run(
        "texts:Steps",
        new(static () => TextTrace.Steps("1234567"), "31 32 33 34 35 36 37 00", Text("1234567")),
        new(static () => TextTrace.Steps("12345678"), "31 32 33 34 35 36 37 38 00", Text("12345678")),
        new(static () => TextTrace.Steps("123456789"), "31 32 33 34 35 36 37 38 39 00", Text("123456789")),
        new(static () => TextTrace.Steps("1234567\u0080"), "31 32 33 34 35 36 37 C2 80 00", Text("1234567\u0080")),
        new(static () => TextTrace.Steps("12345678\u07FF"), "31 32 33 34 35 36 37 38 DF BF 00", Text("12345678\u07FF")),
        new(static () => TextTrace.Steps("\u080012345678"), "E0 A0 80 31 32 33 34 35 36 37 38 00", Text("\u080012345678")));

    [Fact]
    public void ControlCharactersQuotesAndBackslashesPassUnchanged() => TypeCheck.Run(
        "texts:Controls",
        new(static () => TextTrace.Controls("\u0001\t\r\n\u001B\u007F"), "01 09 0D 0A 1B 7F 00", Text(@"\x01\t\r\n\e\x7f"), Text("\u0001\t\r\n\u001B\u007F")),
        new(static () => TextTrace.Controls("say \"hi\" \\ {x}"), "73 61 79 20 22 68 69 22 20 5C 20 7B 78 7D 00", Text("""say \"hi\" \\ {x}"""), Text("""say "hi" \ {x}""")));

    [Fact]
    public void StringsOfManyCharactersAreWhole() => TypeCheck.Run(
        "texts:Long",
        new(static () => TextTrace.Long(s_longAscii), [.. Enumerable.Repeat((byte)'x', LongLength), 0], Text(s_longAscii)),
        new(static () => TextTrace.Long(s_longWide), Repeat(0xE2, 0x82, 0xAC), Text(s_longWide)),
        new(static () => TextTrace.Long(s_longBroken), Repeat(0xEF, 0xBF, 0xBD), Text(new string('\uFFFD', LongLength))),
        new(static () => TextTrace.Long(s_longNuls), Repeat(0xE2, 0x90, 0x80), Text(new string('\u2400', LongLength))));

    [Fact]
    public void SpanIsLikeAString() => TypeCheck.Run(
        "texts:Span",
        new(static () => TextTrace.Span("Ada"), "41 64 61 00", Text("Ada")),
        new(static () => TextTrace.Span(default), "00", Text("")),
        new(static () => TextTrace.Span(s_array), "41 64 61 E2 90 80 EF BF BD 00", Text("Ada\u2400\uFFFD")),
        new(static () => TextTrace.Span(s_longWide), Repeat(0xE2, 0x82, 0xAC), Text(s_longWide)));

    [Fact]
    public void ArrayOfCharIsLikeAString() => TypeCheck.Run(
        "texts:Array",
        new(static () => TextTrace.Array(s_array), "41 64 61 E2 90 80 EF BF BD 00", Text("Ada\u2400\uFFFD")),
        new(static () => TextTrace.Array([]), "00", Text("")),
        new(static () => TextTrace.Array(null), "00", Text("")));

    [Fact]
    public void MemoryOfCharIsLikeAString() => TypeCheck.Run(
        "texts:Memory",
        new(static () => TextTrace.Memory(s_array), "41 64 61 E2 90 80 EF BF BD 00", Text("Ada\u2400\uFFFD")),
        new(static () => TextTrace.Memory("Countess".AsMemory(0, 5)), "43 6F 75 6E 74 00", Text("Count")),
        new(static () => TextTrace.Memory(default), "00", Text("")));

    [Fact]
    public void Utf8IsCopiedAndMendedWhereItIsIllFormed() => TypeCheck.Run(
        "texts:Utf8",
        new(static () => TextTrace.Utf8("\u00E9\u20AC\U0001F600"u8), "C3 A9 E2 82 AC F0 9F 98 80 00", Text("\u00E9\u20AC\U0001F600")),
        new(static () => TextTrace.Utf8([]), "00", Text("")),
        new(static () => TextTrace.Utf8([0x61, 0, 0x62]), "61 E2 90 80 62 00", Text("a\u2400b")),
        new(static () => TextTrace.Utf8([0xFF]), "EF BF BD 00", Text("\uFFFD")),
        new(static () => TextTrace.Utf8([0x61, 0x80, 0x62]), "61 EF BF BD 62 00", Text("a\uFFFDb")),
        new(static () => TextTrace.Utf8([0xC3, 0x28]), "EF BF BD 28 00", Text("\uFFFD(")),
        new(static () => TextTrace.Utf8([0xE2, 0x82]), "EF BF BD 00", Text("\uFFFD")),
        new(static () => TextTrace.Utf8([0xF0, 0x9F, 0x98, 0x61]), "EF BF BD 61 00", Text("\uFFFDa")),
        new(static () => TextTrace.Utf8([0xC0, 0x80]), "EF BF BD EF BF BD 00", Text("\uFFFD\uFFFD")),
        new(static () => TextTrace.Utf8([0xED, 0xA0, 0x80]), "EF BF BD EF BF BD EF BF BD 00", Text("\uFFFD\uFFFD\uFFFD")),
        new(static () => TextTrace.Utf8([0xF4, 0x90, 0x80, 0x80]), "EF BF BD EF BF BD EF BF BD EF BF BD 00", Text("\uFFFD\uFFFD\uFFFD\uFFFD")),
        new(static () => TextTrace.Utf8([0xFF, 0, 0xC3, 0xA9]), "EF BF BD E2 90 80 C3 A9 00", Text("\uFFFD\u2400\u00E9")));

    [Fact]
    public void Utf8OfManyBytesIsWhole()
    {
        byte[] valid = [.. Enumerable.Repeat((byte)'x', LongLength)];
        byte[] broken = [.. Enumerable.Repeat((byte)0xFF, LongLength)];
        byte[] nuls = new byte[LongLength];
        TypeCheck.Run(
            "texts:LongUtf8",
            new(() => TextTrace.LongUtf8(valid), [.. valid, 0], Text(s_longAscii)),
            new(() => TextTrace.LongUtf8(broken), Repeat(0xEF, 0xBF, 0xBD), Text(new string('\uFFFD', LongLength))),
            new(() => TextTrace.LongUtf8(nuls), Repeat(0xE2, 0x90, 0x80), Text(new string('\u2400', LongLength))));
    }

    [Fact]
    public void TypeIsItsFullName() => TypeCheck.Run(
        "texts:Type",
        new(static () => TextTrace.Type(typeof(int)), "53 79 73 74 65 6D 2E 49 6E 74 33 32 00", Text("System.Int32")),
        new(static () => TextTrace.Type(null), "28 6E 75 6C 6C 29 00", Text("(null)")),
        new(static () => TextTrace.Type(typeof(Nested)), [.. "Tracing.Runtime.Tests.Types.TextTests+Nested\0"u8], Text("Tracing.Runtime.Tests.Types.TextTests+Nested")),
        new(static () => TextTrace.Type(typeof(List<>)), [.. "System.Collections.Generic.List`1\0"u8], Text("System.Collections.Generic.List`1")),
        new(static () => TextTrace.Type(typeof(Dictionary<string, int[]>)), [.. Encoding.ASCII.GetBytes(s_generic), 0], Text(s_generic)),
        new(static () => TextTrace.Type(s_typeParameter), "54 00", Text("T")));

    private static string Text(string text) => $$"""{ value = "{{text}}" }""";

    private static byte[] Repeat(params byte[] bytes) => [.. Enumerable.Repeat(bytes, LongLength).SelectMany(static one => one), 0];

    private struct Nested;
}

[TracepointProvider("texts")]
internal static partial class TextTrace
{
    [Tracepoint]
    public static partial void String(string? value);

    [Tracepoint]
    public static partial void Nul(string value);

    [Tracepoint]
    public static partial void Surrogates(string value);

    [Tracepoint]
    public static partial void Steps(string value);

    [Tracepoint]
    public static partial void Controls(string value);

    [Tracepoint]
    public static partial void Long(string value);

    [Tracepoint]
    public static partial void Span(ReadOnlySpan<char> value);

    [Tracepoint]
    public static partial void Array(char[]? value);

    [Tracepoint]
    public static partial void Memory(ReadOnlyMemory<char> value);

    [Tracepoint]
    public static partial void Utf8([Utf8] ReadOnlySpan<byte> value);

    [Tracepoint]
    public static partial void LongUtf8([Utf8] ReadOnlySpan<byte> value);

    [Tracepoint]
    public static partial void Type(Type? value);
}
