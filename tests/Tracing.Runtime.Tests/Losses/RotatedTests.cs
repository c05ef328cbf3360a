using Tracing.Runtime.Output;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Losses;

/// <summary>Losses of a trace that rotates: each chunk has the stream of own events, and all of them together tell each loss once.</summary>
public partial class RotatedTests
{
    [Fact]
    public void ChunksTogetherTellEachLossOnce()
    {
        using var folder = new TempFolder();
        TraceSession session = TraceSession.Create("rotated-loss", new TraceSessionOptions { Output = folder["trace"] });
        using (session)
        {
            session.Enable("lossrotated:*", session.AddChannel("small", new ChannelOptions { SubBufferSize = 4096 }));
            session.Start();
            for (int i = 0; i < 4; i++)
            {
                RotatedTrace.Argument(new Unreadable(true));
                RotatedTrace.Text(new string('x', 5000));
                RotatedTrace.Number(i);
                session.Rotate();
            }

            session.Stop();
        }

        Ledger.Check(session.Statistics, folder["trace"], new Dictionary<string, long> { ["lossrotated:Argument"] = 4, ["lossrotated:Text"] = 4, ["lossrotated:Number"] = 4 });
        Assert.Equal(8, LossRecord.ReadAll(folder["trace"]).Length);
    }

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void WhatANewChunkDoesNotTakeIsToldThere(BufferScope scope)
    {
        using var folder = new TempFolder();
        bool fails = false;
        TraceSession session = TraceSession.Create("rotated-failing", new TraceSessionOptions
        {
            Output = folder["trace"],
            MakeOutput = path => new PickyOutput(new FolderOutput(path), size => Volatile.Read(ref fails) && size > 1024),
        });
        using (session)
        {
            session.Enable("lossrotated:*", session.AddChannel("small", new ChannelOptions { Scope = scope, SubBufferSize = 4096 }));
            session.Start();
            RotatedTrace.Number(1);
            session.Rotate();
            Volatile.Write(ref fails, true);
            for (int i = 0; i < 5000; i++)
            {
                RotatedTrace.Number(i);
            }

            session.Stop();
        }

        Assert.InRange(session.Statistics.Losses.OutputFailed, 1, 5000);
        Ledger.Check(session.Statistics, folder["trace"], new Dictionary<string, long> { ["lossrotated:Number"] = 5001 });
    }

    [TracepointProvider("lossrotated")]
    internal static partial class RotatedTrace
    {
        [Tracepoint]
        public static partial void Number(int value);

        [Tracepoint]
        public static partial void Text(string text);

        [Tracepoint]
        public static partial void Argument(Unreadable value);
    }
}
