namespace Tracing.Tool.Tests.Filters;

/// <summary>Expressions with the answers that LTTng's rules give, worked out by hand, over the event of <see cref="FilterTests"/>.</summary>
internal static class FilterTable
{
    public static readonly string[] Matching =
    [
        // integers: signs, sizes, forms
        "small == -5", "small != 5", "small < 0", "small <= -5", "small > -6", "small >= -5", "-5 == small", "0 > small",
        "unsigned == 5", "unsigned == 05", "unsigned == 0x5", "unsigned == 5u", "unsigned == 5UL", "unsigned > small", "small < unsigned",
        "large == 1099511627776", "large == 0x10000000000", "large == 020000000000000", "large > 0xFFFFFFFF",
        "huge == 18446744073709551615", "huge == 0xffffffffffffffff", "huge > 0", "huge > large", "huge > small", "huge != -1",
        "octet == 200", "octet == 0310", "octet == 0xC8", "yes", "yes == 1", "yes == \"true\"", "!!yes", "letter == 'x'", "letter == 120",
        "letter != '\\n'", "letter == '\\x78'", "letter == '\\170'", "'a' < 'b'",

        // floats
        "real == 2.5", "real > 2", "real < 3", "real == 25e-1", "real == .25e1", "real >= 2.5e0", "single == 0.5", "single < real",
        "real != single", "-real == -2.5", "+real == 2.5", "small < real", "huge > real", "!(real == 2)", "1.5 < 2", "2 == 2.0", "price == 12.5", "price > 12",

        // text
        "name == \"Ada Lovelace\"", "name == \"Ada*\"", "name == \"*Lovelace\"", "name == \"*\"", "name == \"A*a L*e\"", "name == \"**\"",
        "name == \"*d*\"", "name != \"ada*\"", "name != \"Ada\"", "\"Ada*\" == name", "name == \"Ada Lovelace*\"", "name == \"*Ada Lovelace\"",
        "star == \"a*b\"", "star == \"a\\*b\"", "star == \"*\\**\"", "star != \"a\\*\"", "empty == \"\"", "empty == \"*\"", "empty != \"a*\"",
        "greeting == \"grüße \\\"du\\\"\\n\"", "greeting == \"gr\\u00FC*\"", "greeting == \"*\\n\"", "name < \"Bob\"", "name >= \"Ada\"", "\"a\" < \"b\"",
        "id == \"00112233-4455-6677-8899-aabbccddeeff\"", "id == \"00112233*\"", "id != \"1*\"",

        // enumerations
        "colour == 2", "colour == \"Green\"", "colour == \"G*\"", "colour != \"Red\"", "colour != \"*Red*\"", "colour > 1", "\"Green\" == colour",
        "access == 5", "access & 4", "access & 1 == 1", "access & 2 == 0",

        // parts
        "numbers[0] == 10", "numbers[2] == 30", "numbers[0x1] == 20", "point.X == 3", "point.Y < 0", "point.X > point.Y", "some == 7", "some",

        // contexts
        "$ctx.vtid > 0", "$ctx.thread_name == \"filter*\"", "$ctx.thread_name != \"worker\"", "$ctx.vtid != 0 && small == -5",

        // logic
        "small == -5 && unsigned == 5", "small == 1 || unsigned == 5", "!(small == 1)", "!0", "!small == 0", "1", "0.5", "small", "1 && 2", "0 || 2",
        "small == 1 || small == 2 || small == -5", "small == -5 || small == 1 && 0", "(small == -5 || small == 1) && 1", "!(small == -5) || yes",
        "((small == -5))", " small==-5 ", "small\t==\n-5",

        // bits: tighter than comparisons, unlike in C
        "unsigned & 4", "unsigned & 4 == 4", "unsigned | 2 == 7", "unsigned ^ 1 == 4", "~unsigned == -6", "~0 == -1", "~small == 4", "1 << 4 == 16",
        "octet >> 3 == 25", "octet << 1 == 400", "octet & 0xF0 == 0xC0", "huge & 1", "huge ^ huge == 0", "huge >> 63 == 1", "-1 >> 63 == 1", "unsigned & ~1 == 4",
        "1 | 2 ^ 2", "6 & 3 ^ 1 == 3", "1 << 2 & 4", "1 | 2 & 2 == 3", "huge == ~0", "small & 0xFF == 0xFB", "2 & 2 == 2", "-small == 5", "- -5 == 5", "+5 == 5",
    ];

    public static readonly string[] NotMatching =
    [
        "small == 5", "small > 0", "small < -5", "unsigned != 5", "unsigned < small", "huge == -1", "huge < 0", "huge < 1", "large == 0", "!yes", "yes == \"false\"",
        "octet == 0200", "real == 2", "real < 2.5", "single > 0.5", "price == 12", "0", "0.0", "!1", "1 && 0", "0 || 0", "real == -2.5",
        "name == \"Ada\"", "name == \"ada lovelace\"", "name == \"*ada*\"", "name == \"Lovelace*\"", "name == \"\"", "name != \"*\"", "name == \"Ada\\*\"", "name == \"A*b*e\"",
        "star == \"a\\*\"", "star == \"a\\*c\"", "empty != \"*\"", "empty == \"a\"", "empty == \"?\"", "name > \"Bob\"", "name == \"Ada?Lovelace\"",
        "colour == 1", "colour == \"Red\"", "colour == \"green\"", "colour == \"*Red\"", "access == \"Read\"", "access & 2",
        "numbers[1] == 10", "numbers[3] == 0", "numbers[3] != 1", "!(numbers[9] == 1)", "point.X == -4", "none == 0", "none != 0", "none", "!none", "!(none == 1)",

        // what an event does not have: it does not match, whatever else is asked
        "missing", "missing == 1", "missing != 1", "!missing", "!(missing == 1)", "yes || missing == 1", "missing == 1 || yes", "$ctx.missing == 1", "$ctx.small == -5",
        "vtid > 0", "point.Z == 1", "point.Z != 1", "count == 3", "name == missing",

        // what cannot be compared with these types
        "name == 5", "name", "!name", "small == \"-5\"", "numbers == 1", "point", "real & 1", "~real", "name & 1", "yes && name", "1 << octet", "1 << small", "colour < \"Red\"",
        "unsigned & 8", "unsigned ^ 5", "2 & 2 == 3", "~unsigned == 6", "-1 >> 63 == -1", "huge >> 63 == -1", "small == -5 && unsigned == 6", "small != -5 || unsigned != 5",
    ];

    /// <summary>Expressions that are none, the column of what is wrong, and what the message must say.</summary>
    public static readonly (string Expression, int Column, string Message)[] Malformed =
    [
        ("", 1, "expected a value, found the end"),
        ("   ", 4, "expected a value, found the end"),
        ("small ==", 9, "expected a value, found the end"),
        ("== 5", 1, "expected a value, found '=='"),
        ("small > && 3", 9, "expected a value, found '&&'"),
        ("small = 5", 7, "expected '==' to compare"),
        ("small 5", 7, "expected an operator, found '5'"),
        ("small == 5 6", 12, "expected an operator, found '6'"),
        ("(small == 5", 12, "the ')' to the '(' in column 1"),
        ("small == 5)", 11, "expected an operator, found ')'"),
        ("()", 2, "expected a value, found ')'"),
        ("small ! 5", 7, "expected an operator, found '!'"),
        ("small + 5", 7, "filters do not calculate"),
        ("small - 5", 7, "filters do not calculate"),
        ("small * 5", 7, "filters do not calculate"),
        ("small / 5", 7, "filters do not calculate"),
        ("small % 5", 7, "filters do not calculate"),
        ("small == #", 10, "expected a value or an operator, found '#'"),
        ("name == \"Ada", 9, "expected a '\"' that ends the text"),
        ("name == \"Ada\\", 9, "expected a '\"' that ends the text"),
        ("name == \"\\q\"", 10, "expected an escape such as"),
        ("name == \"\\x\"", 10, "expected the code of a character"),
        ("name == \"\\uD800\"", 10, "expected the code of a character"),
        ("letter == 'xy'", 11, "expected one character between the quotes, found 2"),
        ("letter == ''", 11, "expected one character between the quotes, found 0"),
        ("letter == 'x", 11, "expected a ''' that ends the character"),
        ("small == 0x", 10, "expected digits behind '0x'"),
        ("small == 0xG", 10, "expected hexadecimal digits"),
        ("small == 08", 10, "expected octal digits"),
        ("small == 5a", 10, "expected decimal digits"),
        ("small == 1.2.3", 10, "expected a number, found '1.2.3'"),
        ("small == 1e", 10, "expected a number, found '1e'"),
        ("small == 1e999", 10, "expected a number"),
        ("small == 18446744073709551616", 10, "expected an integer of at most 64 bits"),
        ("$ctx", 1, "expected '$ctx.'"),
        ("$ctx.", 6, "expected the name of a context, found the end"),
        ("$ctx. vtid == 1", 7, "expected the name of a context"),
        ("$app.x == 1", 1, "expected '$ctx.'"),
        ("point. == 1", 8, "expected the name of a field, found '=='"),
        ("point.5 == 1", 6, "expected an operator, found '.5'"),
        ("numbers[] == 1", 9, "expected an element's place, from 0, found ']'"),
        ("numbers[-1] == 1", 9, "expected an element's place, from 0, found '-'"),
        ("numbers[x] == 1", 9, "expected an element's place, from 0, found 'x'"),
        ("numbers[1 == 1", 11, "expected ']', found '=='"),
        ("name & \"a\"", 8, "expected an integer beside '&', found text"),
        ("1.5 & 2", 1, "expected an integer beside '&', found a floating-point number"),
        ("~1.5", 2, "expected an integer beside '~'"),
        ("!\"a\"", 2, "expected a number beside '!', found text"),
        ("\"a\"", 1, "expected a condition, found text"),
        ("\"a\" && 1", 1, "expected a number beside '&&', found text"),
        ("\"a\" == 1", 1, "expected two numbers or two texts around '=='"),
        ("name < \"a*\"", 8, "expected text without '*' beside '<'"),
        ("\"a*\" == \"b*\"", 9, "expected a pattern on one side only"),
        ("1 << 64", 6, "expected a shift of 0 to 63 bits, found 64"),
        ("small == 5 &&", 14, "expected a value, found the end"),
        ("&& small", 1, "expected a value, found '&&'"),
        ("small === 5", 9, "expected '==' to compare"),
        ("small <> 5", 8, "expected a value, found '>'"),
    ];
}
