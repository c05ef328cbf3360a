using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Tracing.Runtime.SharedMemory;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Context;

/// <summary>Contexts as babeltrace shows them.</summary>
[Collection(nameof(TestTrace))]
public partial class ContextTests
{
    private static readonly AsyncLocal<string?> s_tenant = new();
    private static int s_calls;

    static ContextTests()
    {
        TraceContext.Register("tenant", static () => s_tenant.Value);
        TraceContext.Register("calls", static () => Interlocked.Increment(ref s_calls));
        TraceContext.Register("failing", static long () => throw new InvalidOperationException("planted"));
        TraceContext.Register("failing_text", static string? () => throw new InvalidOperationException("planted"));
        TraceContext.Register("emitting", static () =>
        {
            TestTrace.Detail(99);
            return 7;
        });
    }

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void EachContextHasItsValue(BufferScope scope)
    {
        using var activity = new Activity("test");
        activity.SetIdFormat(ActivityIdFormat.W3C);
        uint thread = 0;
        int managed = 0;
        (string[] lines, _) = Record(
            scope,
            ["vpid", "vtid", "procname", "managed_tid", "thread_name", "trace_id", "span_id"],
            () => Threads.Run(1, _ =>
            {
                activity.Start();
                thread = ProcessIdentity.CurrentThreadId;
                managed = Environment.CurrentManagedThreadId;
                TestTrace.Number(1);
            }));
        Assert.Equal(
            $"vpid = {Environment.ProcessId}, vtid = {thread}, procname = \"{ProcessIdentity.Name}\", managed_tid = {managed}, thread_name = \"thread 0\", "
            + $"trace_id = \"{activity.TraceId}\", span_id = \"{activity.SpanId}\"",
            ContextOf(Assert.Single(lines)));
    }

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void CountersGrow(BufferScope scope)
    {
        byte[]? kept = null;
        (string[] lines, _) = Record(scope, ["cpu_id", "alloc_bytes", "gc_gen0", "gc_gen1", "gc_gen2"], () =>
        {
            TestTrace.Number(1);
            kept = new byte[100_000];
            Collect();
            TestTrace.Number(2);
        });
        GC.KeepAlive(kept);
        long[][] values = [.. lines.Select(static line => NumberPattern().Matches(ContextOf(line)).Select(static match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray())];
        Assert.All(values, static row => Assert.InRange(row[0], 0, Environment.ProcessorCount - 1));
        Assert.True(values[1][1] - values[0][1] >= 100_000, lines[0] + lines[1]);
        Assert.All([2, 3, 4], generation => Assert.True(values[1][generation] > values[0][generation], lines[0] + lines[1]));
    }

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public async Task AContextOfTheApplicationsHasTheValueOfTheFlowThatEmits(BufferScope scope)
    {
        using var folder = new TempFolder();
        using TraceSession session = Session(folder, scope, ["tenant", "vtid"]);
        session.Start();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(static async i =>
        {
            s_tenant.Value = $"tenant {i}";
            await Task.Yield();
            TestTrace.Number(i);
        }));
        TestTrace.Number(-1);
        session.Stop();
        string[] lines = Babeltrace.Read(folder["trace"]);
        Assert.Equal(
            Enumerable.Range(0, 20).Select(static i => $"tenant {i} {i}").Append("(null) -1").Order(),
            lines.Select(static line => TenantPattern().Match(line)).Select(static match => match.Groups[1].Value + " " + match.Groups[2].Value).Order());
    }

    [Fact]
    public void AContextThatThrowsHasItsDefault()
    {
        (string[] lines, SessionStatistics statistics) = Record(BufferScope.Thread, ["failing", "failing_text", "vpid"], static () => TestTrace.Number(1));
        Assert.Equal($"failing = 0, failing_text = \"(null)\", vpid = {Environment.ProcessId}", ContextOf(Assert.Single(lines)));
        Assert.Equal(1, statistics.Recorded);
    }

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void AContextThatEmitsDoesNotCallItself(BufferScope scope)
    {
        (string[] lines, SessionStatistics statistics) = Record(scope, ["emitting", "vtid"], static () => TestTrace.Number(1));
        Assert.Equal(2, statistics.Recorded);
        Assert.Contains(lines, static line => ContextOf(line).StartsWith("emitting = 7", StringComparison.Ordinal) && line.Contains("test:Number", StringComparison.Ordinal));
        Assert.Contains(lines, static line => ContextOf(line).StartsWith("emitting = 0", StringComparison.Ordinal) && line.Contains("value = 99", StringComparison.Ordinal));
    }

    [Fact]
    public void ChannelsHaveContextsOfTheirOwn()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("contexts", new TraceSessionOptions { Output = folder["trace"] });
        TraceChannel plain = session.AddChannel("plain");
        TraceChannel rich = session.AddChannel("rich");
        rich.AddContext("procname");
        session.Enable("test:Number", plain);
        session.Enable("test:Number", rich);
        session.Start();

        // A channel that is added later takes contexts until a rule records to it.
        TraceChannel late = session.AddChannel("late");
        late.AddContext("vpid");
        session.Enable("test:Number", late);
        TestTrace.Number(1);
        session.Stop();
        string[] lines = Babeltrace.Read(folder["trace"]);
        Assert.Equal(3, lines.Length);
        Assert.Single(lines, static line => line.Contains("procname = ", StringComparison.Ordinal));
        Assert.Single(lines, static line => line.Contains("vpid = ", StringComparison.Ordinal));
    }

    [Fact]
    public void ContextsFollowTheRecordAcrossSubBuffers()
    {
        const int Events = 20_000;
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("contexts", new TraceSessionOptions { Output = folder["trace"] });
        TraceChannel channel = session.AddChannel("channel", new ChannelOptions { SubBufferSize = 4096, SubBufferCount = 64 });
        channel.AddContext("thread_name");
        channel.AddContext("calls");
        session.Enable("test:Text", channel, new EventRuleOptions { Filter = "id >= 0" });
        session.Start();
        s_calls = 0;
        for (int i = 0; i < Events; i++)
        {
            TestTrace.Text(i, new string('x', i % 700));
        }

        session.Stop();
        (long events, string warnings) = Babeltrace.Count(folder["trace"]);
        Assert.Equal((session.Statistics.Recorded, session.Statistics.Discarded), (events, Babeltrace.SumOfDiscarded(warnings)));
        foreach (string line in Babeltrace.Lines(folder["trace"]))
        {
            // Called once for each event, in step with it.
            Match match = CallsPattern().Match(line);
            Assert.Equal(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) + 1);
        }
    }

    [Fact]
    public void WhatCannotBeAddedIsRefused()
    {
        using var folder = new TempFolder();
        using TraceSession session = TraceSession.Create("contexts", new TraceSessionOptions { Output = folder["trace"] });
        TraceChannel channel = session.AddChannel("channel");
        ArgumentException unknown = Assert.Throws<ArgumentException>(() => channel.AddContext("vtidd"));
        Assert.Contains("There is no context 'vtidd'. There are vpid, vtid, procname, cpu_id, managed_tid, thread_name, trace_id, span_id, alloc_bytes, gc_gen0, gc_gen1, gc_gen2", unknown.Message);
        channel.AddContext("vtid");
        Assert.Contains("has the context 'vtid' already", Assert.Throws<ArgumentException>(() => channel.AddContext("vtid")).Message);
        session.Enable("test:Number", channel);
        session.Start();
        Assert.Contains("takes no more contexts", Assert.Throws<InvalidOperationException>(() => channel.AddContext("vpid")).Message);

        Assert.Throws<ArgumentException>(static () => TraceContext.Register("vtid", static () => 1));
        Assert.Throws<ArgumentException>(static () => TraceContext.Register("no space", static () => 1));
        Assert.Throws<ArgumentException>(static () => TraceContext.Register("_first", static () => 1));
        Assert.Throws<ArgumentException>(static () => TraceContext.Register("", static () => 1));
    }

    [Fact]
    public void LongTextIsCutBetweenCharacters()
    {
        using var folder = new TempFolder();
        using TraceSession session = Session(folder, BufferScope.Thread, ["tenant"]);
        session.Start();
        s_tenant.Value = new string('y', 340) + "\U0001F600 and more";
        TestTrace.Number(1);
        s_tenant.Value = null;
        session.Stop();
        Assert.Equal($"tenant = \"{new string('y', 340)}\"", ContextOf(Assert.Single(Babeltrace.Read(folder["trace"]))));
    }

    private static (string[] Lines, SessionStatistics Statistics) Record(BufferScope scope, string[] contexts, Action emit)
    {
        using var folder = new TempFolder();
        using TraceSession session = Session(folder, scope, contexts);
        session.Start();
        emit();
        session.Stop();
        return (Babeltrace.Read(folder["trace"]), session.Statistics);
    }

    private static TraceSession Session(TempFolder folder, BufferScope scope, string[] contexts)
    {
        TraceSession session = TraceSession.Create("contexts", new TraceSessionOptions { Output = folder["trace"] });
        TraceChannel channel = session.AddChannel("channel", new ChannelOptions { Scope = scope });
        Array.ForEach(contexts, channel.AddContext);
        session.Enable("test:*", channel);
        return session;
    }

    /// <summary>The last group of values before the fields.</summary>
    private static string ContextOf(string line)
    {
        string[] groups = [.. GroupPattern().Matches(line).Select(static match => match.Groups[1].Value)];
        return groups[^2];
    }

    private static void Collect()
    {
#pragma warning disable RS0030 // a test of the count of collections
        GC.Collect();
#pragma warning restore RS0030
    }

    [GeneratedRegex(@"\{ ([^{}]*) \}")]
    private static partial Regex GroupPattern();

    [GeneratedRegex(@"= (-?[0-9]+)")]
    private static partial Regex NumberPattern();

    [GeneratedRegex("tenant = \"(.*?)\".*value = (-?[0-9]+)")]
    private static partial Regex TenantPattern();

    [GeneratedRegex("calls = ([0-9]+).* id = ([0-9]+)")]
    private static partial Regex CallsPattern();
}
