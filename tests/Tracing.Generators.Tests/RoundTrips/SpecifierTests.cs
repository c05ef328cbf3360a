using System.Globalization;
using Tracing.Generators.Tests.Support;
using Tracing.Reader;
using Tracing.Runtime;

namespace Tracing.Generators.Tests.RoundTrips;

/// <summary>Markers with each type's format specifiers, compiled, recorded and read: the sentence is what .NET would have made of it at once.</summary>
public class SpecifierTests
{
    /// <summary>A type, an expression of it, and a specifier.</summary>
    private static readonly (string Type, string Value, string[] Specifiers)[] s_table =
    [
        ("sbyte", "(sbyte)-5", ["D3", "X", "b", "0.0"]),
        ("byte", "(byte)200", ["X2", "x4", "B"]),
        ("short", "(short)-300", ["X", "N0", "R"]),
        ("ushort", "(ushort)60000", ["#,##0", "P1"]),
        ("int", "-1234567", ["N0", "X8", "e2", "C", "0000000000", "(0);-0"]),
        ("uint", "4000000000", ["D12", "x"]),
        ("long", "-9", ["X", "B", "G2"]),
        ("ulong", "18446744073709551615", ["N0", "X"]),
        ("nint", "(nint)(-2)", ["X", "D5"]),
        ("nuint", "(nuint)2", ["D5"]),
        ("Int128", "Int128.MinValue", ["N0", "X"]),
        ("UInt128", "UInt128.MaxValue", ["N0", "X40"]),
        ("Half", "(Half)0.5", ["F3", "P0"]),
        ("float", "0.1f", ["R", "G", "F20", "e3"]),
        ("double", "1234.5678", ["0.0", "N2", "F0", "G3", "R", "#.##%"]),
        ("double", "double.NaN", ["0.0"]),
        ("double", "double.MaxValue", ["F99", "N99"]),
        ("decimal", "-12.3450m", ["0.00", "C", "G", "E4"]),
        ("DayOfWeek", "DayOfWeek.Friday", ["G", "D", "X", "x", "f"]),
        ("ByteColor", "(ByteColor)77", ["g", "d", "X"]),
        ("Guid", "new Guid(\"00112233-4455-6677-8899-aabbccddeeff\")", ["N", "B", "p", "X", "d"]),
        ("DateTime", "new DateTime(2026, 11, 25, 13, 4, 5, DateTimeKind.Utc)", ["O", "s", "u", "HH:mm", "ddd d MMM yyyy 'at' h tt", "%d"]),
        ("DateTimeOffset", "new DateTimeOffset(2026, 11, 25, 13, 4, 5, TimeSpan.FromHours(2))", ["R", "yyyy-MM-dd HH:mm zzz", "u"]),
        ("DateOnly", "new DateOnly(2026, 11, 25)", ["O", "dd/MM/yy", "M"]),
        ("TimeOnly", "new TimeOnly(13, 4, 5, 678)", ["t", "HH:mm:ss.fff", "h tt"]),
        ("TimeSpan", "TimeSpan.FromSeconds(-4000.25)", ["c", "g", "hh\\:mm", "%m", "s\\.ff' s'"]),
        ("int?", "7", ["000"]),
        ("int?", "null", ["000"]),
        ("DayOfWeek?", "DayOfWeek.Sunday", ["D"]),
        ("TimeSpan?", "TimeSpan.FromMinutes(2)", ["mm\\:ss"]),
    ];

    [Fact]
    public void ASentenceIsWhatDotnetWouldHaveMadeOfIt()
    {
        (string Type, string Value, string Placeholder)[] cases =
        [
            .. s_table.SelectMany(static row => row.Specifiers.Select(specifier => (row.Type, row.Value, ":" + specifier))),
            .. s_table.Select(static row => (row.Type, row.Value, ",60:" + row.Specifiers[0])),
            .. s_table.Select(static row => (row.Type, row.Value, ",-60:" + row.Specifiers[0])),
            ("string", "\"Ada \u00e9 \ud83d\ude00\"", ",20"), ("string", "\"Ada\"", ",-20"), ("string", "\"longer than that\"", ",4"), ("int", "42", ",5"), ("bool", "true", ",-6"),
            ("char", "'x'", ", 3 "), ("System.Net.IPAddress", "System.Net.IPAddress.Loopback", ",12"), ("DayOfWeek", "DayOfWeek.Monday", ",-9"),
        ];
        string declarations = string.Join('\n', cases.Select(static (one, i) => $"[Marker({Literal($"<{{x{one.Placeholder}}}>")})] public static partial void E{i}({one.Type} x);"));
        string calls = string.Join('\n', cases.Select(static (one, i) => $"E{i}({one.Value});"));
        string expected = string.Join(",\n", cases.Select(static one =>
            $"string.Format(CultureInfo.InvariantCulture, {Literal($"<{{0{one.Placeholder}}}>")}, Show(({one.Type})({one.Value})))"));
        LoadedSample sample = LoadedSample.From($$"""
            #pragma warning disable CS1591
            using System;
            using System.Globalization;
            using Tracing;
            public enum ByteColor : byte { Red = 1, Blue = 5 }
            [TracepointProvider("specifiers")] public static partial class Trace
            {
                {{declarations}}
                public static void Call() { {{calls}} }
                private static object Show(object? x) => x is bool b ? (b ? "true" : "false") : x ?? "null";
                public static string[] Expected() => new string[] { {{expected}} };
            }
            """);
        string folder = Directory.CreateTempSubdirectory("tracing-specifiers-").FullName;
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            string trace = Path.Combine(folder, "trace");
            using (TraceSession.Start(trace, "specifiers:*"))
            {
                sample.Call("Trace", "Call");
            }

            string[] wanted = (string[])sample.Call("Trace", "Expected")!;

            // Sentences are the same wherever they are read.
            var other = (CultureInfo)culture.Clone();
            (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NegativeSign, other.DateTimeFormat.TimeSeparator) = (",", "~", ".");
            CultureInfo.CurrentCulture = other;
            var found = new List<string?>();
            foreach (TraceEvent item in TraceReader.Open(trace))
            {
                found.Add(item.Message);
                Assert.EndsWith(" " + item.Message, item.ToString(), StringComparison.Ordinal);
            }

            Assert.Equal(wanted.Length, found.Count);
            Assert.All(wanted, (sentence, i) => Assert.True(sentence == found[i], $"{cases[i]}: expected {sentence}, found {found[i]}"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Literal(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal)}\"";
}
