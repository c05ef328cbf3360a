using System.Globalization;
using System.Text.Json;

namespace Tracing.Reader.Tests.Corpus;

/// <summary>Compares an event with the expected one, member by member.</summary>
internal static class JsonComparison
{
    /// <summary>babeltrace converts clocks other than 1 GHz in double arithmetic; ours is exact. This covers its error, ns.</summary>
    private const long ClockTolerance = 300;

    /// <summary>The first difference in words, or null.</summary>
    public static string? Difference(string expected, ReadOnlyMemory<byte> actual, bool isExactClock, bool compareStream)
    {
        using JsonDocument a = JsonDocument.Parse(expected);
        using JsonDocument b = JsonDocument.Parse(actual);
        return Difference(a.RootElement, b.RootElement, "", isExactClock, compareStream);
    }

    private static string? Difference(JsonElement a, JsonElement b, string path, bool isExactClock, bool compareStream)
    {
        if (path == "/stream" && !compareStream)
        {
            return null;
        }

        if (path == "/ts" && !isExactClock)
        {
            return Math.Abs(a.GetInt64() - b.GetInt64()) <= ClockTolerance ? null : $"{path}: {a} expected, {b} found";
        }

        bool isSame = a.ValueKind == b.ValueKind && a.ValueKind switch
        {
            JsonValueKind.String => a.GetString() == b.GetString(),
            JsonValueKind.Number => AreSameNumbers(a.GetRawText(), b.GetRawText()),
            _ => true,
        };
        if (!isSame)
        {
            return $"{path}: {a.GetRawText()} expected, {b.GetRawText()} found";
        }

        if (a.ValueKind == JsonValueKind.Array)
        {
            if (a.GetArrayLength() != b.GetArrayLength())
            {
                return $"{path}: {a.GetArrayLength()} elements expected, {b.GetArrayLength()} found";
            }

            return a.EnumerateArray().Zip(b.EnumerateArray())
                .Select((pair, i) => Difference(pair.First, pair.Second, $"{path}/{i}", isExactClock, compareStream))
                .FirstOrDefault(static difference => difference is not null);
        }

        if (a.ValueKind == JsonValueKind.Object)
        {
            string expectedNames = string.Join(",", a.EnumerateObject().Select(static member => member.Name));
            string foundNames = string.Join(",", b.EnumerateObject().Select(static member => member.Name));
            if (expectedNames != foundNames)
            {
                return $"{path}: members {expectedNames} expected, {foundNames} found";
            }

            return a.EnumerateObject().Zip(b.EnumerateObject())
                .Select(pair => Difference(pair.First.Value, pair.Second.Value, $"{path}/{pair.First.Name}", isExactClock, compareStream))
                .FirstOrDefault(static difference => difference is not null);
        }

        return null;
    }

    private static bool AreSameNumbers(string a, string b)
    {
        if (a == b)
        {
            return true;
        }

        bool isFraction = a.AsSpan().IndexOfAny(".eE") >= 0 || b.AsSpan().IndexOfAny(".eE") >= 0;
        return isFraction && BitConverter.DoubleToInt64Bits(double.Parse(a, CultureInfo.InvariantCulture))
            == BitConverter.DoubleToInt64Bits(double.Parse(b, CultureInfo.InvariantCulture));
    }
}
