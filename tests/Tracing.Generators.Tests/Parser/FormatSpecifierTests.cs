using System.Globalization;
using Tracing.Markers;

namespace Tracing.Generators.Tests.Parser;

/// <summary>The generator's rules for format specifiers against what .NET takes.</summary>
public class FormatSpecifierTests
{
    private static readonly string[] s_pictures =
    [
        "0.0", "#,##0.00", "0.0;(0.0);zero", "0%", "0\u2030", "0.0e+00", "'quoted", "\\", "0\\", "X-8", "D2x", "1e3", "..", "x8y", "\"",
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss.fffffffK", "HH:mm", "hh\\:mm\\:ss", "d\\.hh\\:mm", "%d", "%h", "%f", "%M", "%y", "%K", "%:", "%/", "%z", "%t", "%g", "%'", "%\\", "%%",
        "d%", "dd", "ddd", "dddd", "ddddd", "ddddddddd", "MM", "MMM", "MMMM", "yy", "yyyyyy", "h", "hh", "hhh", "mm", "mmm", "ss", "sss", "ff", "fffffff", "ffffffff",
        "FFFFFFF", "FFFFFFFF", "tt", "zz", "zzz", "KK", "gg", "d-M-yyyy", "HH'h'", "'at' HH", "\"at\" HH", "'at HH", "\\d\\d", "dd\\", "s.f", "m:s", "d/M", "H:m", "'\\'' dd",
        "'\\", "'a\\'b' HH", "q q", "hello", "d h", "d' days'", "hh':'mm", "\u00e9\u00e9", "{", "%{", "ww",
    ];

    private static readonly DateTime[] s_times = [new(2026, 11, 25, 13, 4, 5, 678, DateTimeKind.Utc), new(1, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)];

    private static readonly Dictionary<SpecifierKind, IFormattable[]> s_values = new()
    {
        [SpecifierKind.Integer] = [(sbyte)-1, (byte)1, (short)-2, (ushort)2, -3, 3u, -4L, 4UL, (nint)(-5), (nuint)5, (Int128)(-6), (UInt128)6],
        [SpecifierKind.Float] = [1.5, -2.5f, (Half)3.5],
        [SpecifierKind.Decimal] = [12.50m, -0.1m],
        [SpecifierKind.Enumeration] = [DayOfWeek.Friday, (DayOfWeek)99, FileAttributes.Hidden | FileAttributes.System],
        [SpecifierKind.Guid] = [Guid.Empty, new Guid("00112233-4455-6677-8899-aabbccddeeff")],
        [SpecifierKind.DateTime] = [.. s_times],
        [SpecifierKind.DateTimeOffset] = [new DateTimeOffset(s_times[0]), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromMinutes(-90))],
        [SpecifierKind.DateOnly] = [DateOnly.FromDateTime(s_times[0]), DateOnly.MinValue],
        [SpecifierKind.TimeOnly] = [TimeOnly.FromDateTime(s_times[0]), TimeOnly.MinValue],
        [SpecifierKind.TimeSpan] = [TimeSpan.FromSeconds(1.5), -TimeSpan.FromDays(2)],
    };

    public static TheoryData<int> Kinds { get; } = [.. s_values.Keys.Select(static kind => (int)kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhatIsTakenIsWhatDotnetTakes(int number)
    {
        var kind = (SpecifierKind)number;
        var wrong = new List<string>();
        foreach (string specifier in Specifiers())
        {
            bool isTaken = FormatSpecifier.FaultOf(specifier, kind) is null;
            foreach (IFormattable value in s_values[kind])
            {
                if (IsTakenByDotnet(value, specifier) != isTaken)
                {
                    wrong.Add($"{kind} {value.GetType().Name} '{specifier}': {(isTaken ? "taken, but not by .NET" : "refused, but .NET takes it")}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("F99", true)]
    [InlineData("F0099", true)]
    [InlineData("F100", false)]
    [InlineData("D999999999", false)]
    [InlineData("x99999999999999999999", false)]
    [InlineData("", false)]
    public void PrecisionHasABound(string specifier, bool isTaken) =>
        Assert.Equal(isTaken, FormatSpecifier.FaultOf(specifier, specifier.StartsWith('F') ? SpecifierKind.Float : SpecifierKind.Integer) is null);

    [Fact]
    public void TextTakesNone() => Assert.All(["x", "0.0", ""], static specifier => Assert.NotNull(FormatSpecifier.FaultOf(specifier, SpecifierKind.None)));

    /// <summary>Each printable character, alone and with a precision, and pictures; random ones of the letters that mean something.</summary>
    private static IEnumerable<string> Specifiers()
    {
        for (char c = ' '; c <= '~'; c++)
        {
            yield return $"{c}";
            yield return $"{c}7";
            yield return $"{c}12";
        }

        foreach (string picture in s_pictures)
        {
            yield return picture;
        }

        const string Letters = "dhmsfFMyHtzK:/.%'\\\" -";
        var random = new Random(4);
        for (int i = 0; i < 20_000; i++)
        {
            yield return string.Concat(Enumerable.Range(0, random.Next(2, 7)).Select(_ => Letters[random.Next(Letters.Length)]));
        }
    }

    private static bool IsTakenByDotnet(IFormattable value, string specifier)
    {
        try
        {
            _ = value.ToString(specifier, CultureInfo.InvariantCulture);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
