using System.Globalization;
using System.Text.RegularExpressions;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.BadInput;

/// <summary>An output that is taken away while it is recorded to: the program is unharmed, what is lost is counted and told, and recording goes on when it can.</summary>
[Collection(nameof(TestTrace))]
public partial class LostOutputTests
{
    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void WhatIsEmittedAfterTheFolderWasDeletedIsCountedAsDiscarded(BufferScope scope)
    {
        using var folder = new TempFolder();
        using TraceSession session = Start(folder["trace"], scope);
        long before = EmitAndDrain(session, folder["trace"]);
        Directory.Delete(folder["trace"], recursive: true);
        long after = EmitUntilDiscarded(session);
        string? error = session.Statistics.OutputError;
        session.Stop();

        // The thread may move to a processor whose stream has no file yet: then that is what could not be made last.
        Assert.Matches(
            "Channel 'small': (The file '.*/trace/small_[01]' was deleted while the trace was being recorded to it|Could not find a part of the path '.*/trace/small_[01]')", error);
        Assert.Equal((before, after), (session.Statistics.Recorded, session.Statistics.Discarded));
        Assert.False(Directory.Exists(folder["trace"]));
    }

    [Theory]
    [InlineData(BufferScope.Thread, false)]
    [InlineData(BufferScope.Cpu, true)]
    public void ARotationGoesOnInANewFolder(BufferScope scope, bool hasRotated)
    {
        using var folder = new TempFolder();
        using TraceSession session = Start(folder["trace"], scope);
        if (hasRotated)
        {
            session.Rotate();
        }

        long before = EmitAndDrain(session, folder["trace"]);
        Directory.Delete(folder["trace"], recursive: true);
        long after = EmitUntilDiscarded(session);
        session.Rotate();
        TestTrace.Number(0);
        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Assert.Null(statistics.OutputError);
        Assert.Equal(before + after + 1, statistics.Recorded + statistics.Discarded);
        Assert.Equal([folder[hasRotated ? "trace/3" : "trace/2"]], Chunks.Of(folder["trace"]));
        Assert.Equal((statistics.Recorded - before, statistics.Discarded), Chunks.Sum(folder["trace"]));
    }

    [Fact]
    public void AFolderThatBecomesReadOnlyLosesOnlyWhatIsCounted()
    {
        using var folder = new TempFolder();
        if (Programs.Run("id", ["-u"]).Output.Trim() == "0")
        {
            // To root no folder is read-only.
            Programs.Run("chown", ["nobody", folder.Path]);
            CheckAccount(folder, "setpriv --reuid nobody --regid nogroup --clear-groups \"$0\" read-only $1", "denied");
        }
        else
        {
            CheckAccount(folder, "\"$0\" read-only $1", "denied");
        }
    }

    [Fact]
    public void AProcessWithoutDescriptorsLosesOnlyWhatIsCounted()
    {
        using var folder = new TempFolder();
        CheckAccount(folder, "ulimit -n 256; exec \"$0\" no-descriptors $1", "Too many open files");
    }

    private static void CheckAccount(TempFolder folder, string script, string reason)
    {
        Programs.Result result = Programs.Run("bash", ["-e", "-c", script, TestApp.Program, folder.Path]);
        Assert.Equal((TestApp.OwnExitCode, ""), (result.ExitCode, result.Error));
        Match account = AccountPattern().Match(result.Output);
        Assert.True(account.Success, result.Output);
        long[] counts = [.. Enumerable.Range(1, 3).Select(group => long.Parse(account.Groups[group].ValueSpan, CultureInfo.InvariantCulture))];
        Assert.Equal(counts[0], counts[1] + counts[2]);
        Assert.Contains(reason, account.Groups[4].Value);
        (long events, string warnings) = Babeltrace.Count(folder["trace"]);

        // A thread that got no ring has no stream in which its losses could be told.
        Assert.Equal(counts[1], events);
        Assert.InRange(Babeltrace.SumOfDiscarded(warnings), 0, counts[2]);
    }

    private static TraceSession Start(string trace, BufferScope scope)
    {
        TraceSession session = TraceSession.Create("lost", new TraceSessionOptions { Output = trace });
        session.Enable("test:Number", session.AddChannel("small", new ChannelOptions { Scope = scope, SubBufferSize = 4096, SubBufferCount = 2 }));
        session.Start();
        return session;
    }

    private static long EmitAndDrain(TraceSession session, string trace)
    {
        const int Count = 300;
        for (int i = 0; i < Count; i++)
        {
            TestTrace.Number(i);
        }

        session.Drain(takeOpen: true);
        Assert.Equal(Count, Babeltrace.Lines(trace).Length);
        return Count;
    }

    private static long EmitUntilDiscarded(TraceSession session)
    {
        long emitted = 0;
        Assert.True(SpinWait.SpinUntil(() =>
        {
            TestTrace.Number(1);
            emitted++;
            return session.Statistics is { OutputError: not null, Discarded: > 0 };
        }, TimeSpan.FromSeconds(60)));
        return emitted;
    }

    [GeneratedRegex("^trace: emitted ([0-9]+) recorded ([0-9]+) discarded ([0-9]+) rotated False well True error (.+)$", RegexOptions.Multiline)]
    private static partial Regex AccountPattern();
}
