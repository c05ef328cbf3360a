using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Sessions;

[Collection(nameof(TestTrace))]
public class ManySessionsTests
{
    [Fact]
    public void SixtyFourSessionsRecordTheSameTracepointsEachWithItsOwnAccount()
    {
        using var folder = new TempFolder();
        const int Count = 64, ThreadCount = 3, Each = 3000;
        TraceSession[] sessions = [.. Enumerable.Range(0, Count).Select(index => Create(folder[$"all/{index}"], index))];
        try
        {
            Array.ForEach(sessions, static session => session.Start());
            Threads.Run(ThreadCount, static thread =>
            {
                for (int i = 0; i < Each; i++)
                {
                    TestTrace.Number(i);
                    TestTrace.Text(thread, "one of many");
                }
            });
            Array.ForEach(sessions, static session => session.Stop());
            SessionStatistics[] statistics = [.. sessions.Select(static session => session.Statistics)];
            for (int i = 0; i < Count; i++)
            {
                // By turns: numbers, texts, both in two channels.
                long emitted = ThreadCount * Each * (i % 3 == 2 ? 2 : 1);
                Assert.Equal(emitted, statistics[i].Recorded + statistics[i].Discarded);
            }

            (long events, string warnings) = Babeltrace.Count(folder["all"]);
            Assert.Equal(
                (statistics.Sum(static one => one.Recorded), statistics.Sum(static one => one.Discarded)), (events, Babeltrace.SumOfDiscarded(warnings)));
            Assert.Equal(statistics[5].Recorded, Babeltrace.Count(folder["all/5"]).Events);
            Assert.All(Babeltrace.Lines(folder["all/0"]), static line => Assert.Contains("test:Number", line));
        }
        finally
        {
            Array.ForEach(sessions, static session => session.Dispose());
        }
    }

    private static TraceSession Create(string output, int index)
    {
        TraceSession session = TraceSession.Create($"many-{index}", new TraceSessionOptions { Output = output });
        var options = new ChannelOptions { Scope = (BufferScope)(index % 2), SubBufferSize = 4096, SubBufferCount = index % 4 == 0 ? 2 : 16 };
        if (index % 3 != 1)
        {
            session.Enable("test:Number", session.AddChannel("numbers", options));
        }

        if (index % 3 != 0)
        {
            session.Enable("test:Text", session.AddChannel("texts", options));
        }

        return session;
    }
}
