using System.IO.Compression;
using System.Text.Json;

namespace Tracing.Reader.Tests.Corpus;

/// <summary>One folder of the corpus: a trace and what other readers made of it.</summary>
internal sealed class CorpusCase
{
    /// <summary>Names the folder with the corpus.</summary>
    public const string Variable = "TRACING_CTF_CORPUS";

    private CorpusCase(string folder)
    {
        Folder = folder;
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.summary.json")));
        JsonElement root = summary.RootElement;
        Judge = root.GetProperty("judge").GetString()!;
        LostEvents = Losses(root.GetProperty("discarded_events"));
        LostPackets = Losses(root.GetProperty("discarded_packets"));
    }

    public string Folder { get; }

    public string Trace => Path.Combine(Folder, "trace");

    /// <summary>ok, error or either.</summary>
    public string Judge { get; }

    public List<ExpectedLoss> LostEvents { get; }

    public List<ExpectedLoss> LostPackets { get; }

    /// <summary>Whether the metadata is CTF 2's: JSON.</summary>
    public bool IsCtf2 => Directory.EnumerateFiles(Trace, "metadata", SearchOption.AllDirectories).Any(static file =>
        File.ReadAllBytes(file) is [0x1E or (byte)'{', ..]);

    public static CorpusCase Open(string root, string name) => new(Path.Combine(root, name));

    /// <summary>All cases below the corpus, by their paths.</summary>
    public static IEnumerable<string> Names(string root) =>
        Directory.EnumerateFiles(root, "expected.summary.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>The expected events, one JSON object a line.</summary>
    public IEnumerable<string> ExpectedEvents()
    {
        string plain = Path.Combine(Folder, "expected.jsonl");
        if (File.Exists(plain))
        {
            return File.ReadLines(plain);
        }

        return File.Exists(plain + ".gz") ? Unzip(plain + ".gz") : [];
    }

    private static IEnumerable<string> Unzip(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is string line)
        {
            yield return line;
        }
    }

    private static List<ExpectedLoss> Losses(JsonElement all) =>
    [
        .. all.EnumerateArray().Select(static loss => new ExpectedLoss(
            loss.GetProperty("count") is { ValueKind: JsonValueKind.Number } count ? count.GetUInt64() : 0,
            Time(loss, "begin_ns"),
            Time(loss, "end_ns"))),
    ];

    private static long? Time(JsonElement loss, string name) =>
        loss.TryGetProperty(name, out JsonElement time) && time.ValueKind == JsonValueKind.Number ? time.GetInt64() : null;
}

/// <summary>A loss that babeltrace reported.</summary>
internal readonly record struct ExpectedLoss(ulong Count, long? From, long? To);
