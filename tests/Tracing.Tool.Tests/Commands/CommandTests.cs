using System.Text.Json;
using Tracing.Tool.Tests.Support;
using Xunit;

namespace Tracing.Tool.Tests.Commands;

/// <summary>What a user notices of the commands, by running the program on a recorded trace: 2 threads with 100 requests each.</summary>
public sealed class CommandTests : IClassFixture<CommandTests.Requests>
{
    private const int RequestsOfAThread = 100;
    private const int EventsOfAThread = 3 * RequestsOfAThread;
    private const int AllEvents = 2 * EventsOfAThread;

    /// <summary>Where the tracer tells of the process by itself.</summary>
    private const string OwnStream = "tracing_1";

    private readonly Recording _recording;

    public CommandTests(Requests requests) => _recording = requests.Recording;

    [Fact]
    public void ViewShowsEveryEventALineWithoutColours()
    {
        Tracectl run = Tracectl.Run("view", _recording.Folder);
        Assert.Equal((0, "", AllEvents), (run.ExitCode, run.Error, run.Lines.Length));
        Assert.DoesNotContain('\e', run.Output);
        Assert.Contains("worker one/", run.Lines[0], StringComparison.Ordinal);
        Assert.EndsWith("test:RequestBegin request=1 path=\"/health\"", run.Lines[0], StringComparison.Ordinal);
        Assert.EndsWith("test:QueueDepth queue inbox holds 1 items", run.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void ViewShowsWhatIsAskedFor()
    {
        Assert.Equal(20, Tracectl.Run("view", _recording.Folder, "-f", "status == 500").Lines.Length);
        Assert.Equal(200, Tracectl.Run("view", _recording.Folder, "-e", "*:RequestBegin").Lines.Length);
        Assert.Equal(7, Tracectl.Run("view", _recording.Folder, "-n", "7").Lines.Length);
        Assert.Single(Tracectl.Run("view", _recording.Folder, "-e", "statedump:process").Lines);
        Assert.InRange(Tracectl.Run("view", _recording.Folder, "-e", "*").Lines.Length, AllEvents + 10, int.MaxValue);
        Assert.Equal(100, Tracectl.Run("view", _recording.Folder, "-f", "$ctx.thread_name == \"*two\" && request > 0", "-e", "*End").Lines.Length);
        Assert.Empty(Tracectl.Run("view", _recording.Folder, "--to", "+0").Lines);
        Assert.Equal(AllEvents, Tracectl.Run("view", _recording.Folder, "--from", "+0", "--time", "relative").Lines.Length);
    }

    [Fact]
    public void JsonLinesParseAndHaveTheValues()
    {
        Tracectl run = Tracectl.Run("view", _recording.Folder, "--json");
        JsonElement[] events = [.. run.Lines.Select(static line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(AllEvents, events.Length);
        Assert.Equal("test:RequestBegin", events[0].GetProperty("name").GetString());
        Assert.Equal(1, events[0].GetProperty("fields").GetProperty("request").GetInt64());
        Assert.Equal("worker one", events[0].GetProperty("thread").GetString());
        Assert.Equal("queue inbox holds 1 items", events[1].GetProperty("message").GetString());
        JsonElement full = JsonDocument.Parse(Tracectl.Run("view", _recording.Folder, "--json=full").Lines[0]).RootElement;
        Assert.Equal("WARNING", full.GetProperty("loglevel").GetString());
        Assert.Equal("worker one", full.GetProperty("packet_context").GetProperty("thread_name").GetString());
    }

    [Fact]
    public void ViewShowsWhereAnEventIsDeclared()
    {
        string[] source = File.ReadAllLines(Repository.Path("tests", "Tracing.Tool.Tests", "Support", "TestTrace.cs"));
        int line = Array.FindIndex(source, static line => line.Contains("void QueueDepth", StringComparison.Ordinal)) + 1;
        Assert.EndsWith($"test:QueueDepth queue inbox holds 1 items  (Support/TestTrace.cs:{line})", Tracectl.Run("view", _recording.Folder, "--source").Lines[1], StringComparison.Ordinal);
        JsonElement json = JsonDocument.Parse(Tracectl.Run("view", _recording.Folder, "--source", "--json").Lines[1]).RootElement;
        Assert.Equal(("Support/TestTrace.cs", line), (json.GetProperty("file").GetString(), json.GetProperty("line").GetInt32()));
        Assert.Contains($"/* declared in Support/TestTrace.cs:{line} */\nevent {{\n    name = \"test:QueueDepth\"", Tracectl.Run("metadata", _recording.Folder).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void StatsCountWhatTheTraceHas()
    {
        JsonElement json = JsonDocument.Parse(Tracectl.Run("stats", _recording.Folder, "--json", "--packets").Output).RootElement;
        Assert.Equal(AllEvents, json.GetProperty("events").GetInt64());
        Assert.All(json.GetProperty("byEvent").EnumerateArray(), static row => Assert.Equal(200, row.GetProperty("count").GetInt64()));
        Assert.Equal(2, json.GetProperty("byThread").GetArrayLength());
        Assert.Empty(json.GetProperty("lost").EnumerateArray());

        // The records' sizes and the packets' heads make up the files: nothing is counted twice or left out.
        long heads = json.GetProperty("packets").EnumerateArray().Count(static packet => packet.GetProperty("file").GetString() != OwnStream) * (85L + "worker one".Length);
        Assert.Equal(json.GetProperty("fileBytes").GetInt64() - new FileInfo(Path.Combine(_recording.Folder, OwnStream)).Length - heads, json.GetProperty("eventBytes").GetInt64());
        Tracectl text = Tracectl.Run("stats", _recording.Folder);
        Assert.Contains("Nothing was lost.", text.Output, StringComparison.Ordinal);
        Assert.All(text.Lines, static line => Assert.True(line.Length <= 100, line));
    }

    [Theory]
    [InlineData("--by-thread", null)]
    [InlineData("--key", "request")]
    public void LatencyPairsEachRequest(string how, string? key)
    {
        string[] arguments = ["latency", _recording.Folder, "--begin", "RequestBegin", "--end", "RequestEnd", "--json", "--worst", "2", how];
        JsonElement json = JsonDocument.Parse(Tracectl.Run(key is null ? arguments : [.. arguments, key]).Output).RootElement;
        Assert.Equal(200, json.GetProperty("count").GetInt64());
        Assert.Equal(200, json.GetProperty("histogram").EnumerateArray().Sum(static row => row.GetProperty("count").GetInt64()));
        Assert.Equal(2, json.GetProperty("worst").GetArrayLength());
        Assert.Equal(json.GetProperty("max").GetInt64(), json.GetProperty("worst")[0].GetProperty("duration").GetInt64());
        Assert.True(json.GetProperty("p50").GetInt64() <= json.GetProperty("p99").GetInt64());
    }

    [Fact]
    public void LatencyShowsTheLongestWithItsEvents()
    {
        Tracectl run = Tracectl.Run("latency", _recording.Folder, "--begin", "RequestBegin", "--end", "RequestEnd", "--worst", "1");
        Assert.Contains("Longest, 1:", run.Output, StringComparison.Ordinal);
        Assert.Contains("test:QueueDepth queue inbox holds", run.Output, StringComparison.Ordinal);
        Assert.Contains('█', run.Output);
    }

    [Fact]
    public void DiffAndTimelineSeeTheSame()
    {
        JsonElement diff = JsonDocument.Parse(Tracectl.Run("diff", _recording.Folder, _recording.Folder, "--json").Output).RootElement;
        Assert.All(diff.GetProperty("events").EnumerateArray(), static row => Assert.Equal(row.GetProperty("a").GetInt64(), row.GetProperty("b").GetInt64()));
        JsonElement pair = Assert.Single(diff.GetProperty("latencies").EnumerateArray());
        Assert.Equal(("test:Request", "request", 200L), (pair.GetProperty("name").GetString(), pair.GetProperty("by").GetString(), pair.GetProperty("a").GetProperty("count").GetInt64()));
        JsonElement timeline = JsonDocument.Parse(Tracectl.Run("timeline", _recording.Folder, "--json").Output).RootElement;
        Assert.All(timeline.GetProperty("threads").EnumerateArray(), static thread =>
            Assert.Equal(EventsOfAThread, thread.GetProperty("over").EnumerateArray().Sum(static value => value.GetDouble()), 0.5));
        Assert.Contains("worker two/", Tracectl.Run("timeline", _recording.Folder).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckFindsTheTraceSoundAndADamagedOneNot()
    {
        Tracectl sound = Tracectl.Run("check", _recording.Folder);
        Assert.Equal(0, sound.ExitCode);
        Assert.Matches("sound; [0-9,]+ events", sound.Output);

        string damaged = _recording.Beside("damaged");
        Directory.CreateDirectory(damaged);
        foreach (string file in Directory.GetFiles(_recording.Folder))
        {
            byte[] bytes = File.ReadAllBytes(file);
            bool isStream = Path.GetFileName(file) != "metadata";
            File.WriteAllBytes(Path.Combine(damaged, Path.GetFileName(file)), isStream ? bytes[..^5] : bytes);
        }

        Tracectl broken = Tracectl.Run("check", damaged, "--json");
        Assert.Equal(1, broken.ExitCode);
        JsonElement json = JsonDocument.Parse(broken.Output).RootElement;
        Assert.False(json.GetProperty("sound").GetBoolean());
        Assert.NotEmpty(json.GetProperty("findings").EnumerateArray());
        Tracectl view = Tracectl.Run("view", damaged);
        Assert.Equal(1, view.ExitCode);
        Assert.True(view.Lines.Length > EventsOfAThread, "what can be read is shown");
        Assert.Equal(1, Tracectl.Run("view", damaged, "--strict").ExitCode);
    }

    [Fact]
    public void TrimMakesATraceOfWhatIsWanted()
    {
        string copy = _recording.Beside("trimmed");
        Tracectl run = Tracectl.Run("trim", _recording.Folder, "-o", copy, "-f", "status == 500");
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains("20 events", run.Error, StringComparison.Ordinal);
        Assert.Equal(20, Tracectl.Run("view", copy).Lines.Length);
        Assert.Equal(0, Tracectl.Run("check", copy).ExitCode);
        Tracectl again = Tracectl.Run("trim", _recording.Folder, "-o", copy);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("is not empty", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void MetadataIsTheText() =>
        Assert.Equal(File.ReadAllText(Path.Combine(_recording.Folder, "metadata")).TrimEnd(), Tracectl.Run("metadata", _recording.Folder).Output.TrimEnd());

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void CompletionScriptsAskTheProgram(string shell) => Assert.Contains("[suggest:", Tracectl.Run("completion", shell).Output, StringComparison.Ordinal);

    [Fact]
    public void TheProgramSuggestsWhatFits()
    {
        Assert.Contains("stats", Tracectl.Run("[suggest:10]", "tracectl s").Lines);
        Assert.Contains("perfetto", Tracectl.Run("[suggest:25]", "tracectl export --format ").Lines);
    }

    /// <summary>The trace, recorded once.</summary>
    public sealed class Requests : IDisposable
    {
        internal Recording Recording { get; } = Recording.OfRequests(RequestsOfAThread);

        public void Dispose() => Recording.Dispose();
    }
}
