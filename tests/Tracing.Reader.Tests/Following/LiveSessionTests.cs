using Tracing.Reader.Tests.Traces;
using Tracing.Reader.Tests.Typed;
using Tracing.Runtime;
using Xunit;

namespace Tracing.Reader.Tests.Following;

/// <summary>A session that is followed while several threads record and a tracepoint is enabled late.</summary>
[Collection(nameof(ShopTrace))]
public sealed class LiveSessionTests
{
    private const int Threads = 3;
    private const int Orders = 500;

    [Fact]
    public async Task EveryEventIsReadOnceAndInTheOrderOfItsThread()
    {
        using var folder = new TraceFolder();
        string trace = Path.Combine(folder.Path, "trace");
        using TraceSession session = TraceSession.Create("live", new TraceSessionOptions { Output = trace });
        TraceChannel channel = session.AddChannel("c", new ChannelOptions { SubBufferSize = 4096, SubBufferCount = 64 });
        session.Enable("shop:OrderPlaced", channel);
        session.Start();
        using TraceFollower follower = TraceFollower.Open(folder.Path, new TraceFollowOptions { PollInterval = TimeSpan.FromMilliseconds(5), Lag = TimeSpan.FromMilliseconds(50) });
        Task recording = Task.Run(() => Record(session, channel), TestContext.Current.CancellationToken);
        var orders = new TraceRecordReader<ShopTrace.Records.OrderPlaced>();
        var found = new List<long>[Threads];
        Array.Fill(found, null!);
        int moved = 0;
        bool isCompleted = false;
        for (bool isLast = false; !isLast;)
        {
            isLast = isCompleted;
            while (follower.TryMoveNext())
            {
                Assert.True(follower.Current.Kind == TraceItemKind.Event, follower.Current.ToString());
                if (orders.TryRead(follower.Current, out ShopTrace.Records.OrderPlaced order))
                {
                    (found[order.OrderId / Orders] ??= []).Add(order.OrderId);
                }
                else if (!follower.Current.Class!.IsState)
                {
                    moved++;
                }
            }

            if (!isCompleted && recording.IsCompleted)
            {
                await recording;
                follower.Complete();
                isCompleted = true;
            }
            else if (!follower.Refresh())
            {
                await Task.Yield();
            }
        }

        Assert.Equal(session.Statistics.Recorded, found.Sum(static list => list.Count) + moved);
        Assert.Equal(Threads, moved);
        for (int i = 0; i < Threads; i++)
        {
            Assert.Equal(Enumerable.Range(i * Orders, Orders).Select(static id => (long)id), found[i]);
        }
    }

    private static void Record(TraceSession session, TraceChannel channel)
    {
        Thread[] threads =
        [
            .. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
            {
                for (int i = 0; i < Orders; i++)
                {
                    ShopTrace.OrderPlaced((number * Orders) + i, "customer", i);
                    if (i == Orders / 2)
                    {
                        session.Enable("shop:Moved", channel);
                        ShopTrace.Moved(new ShopTrace.Point(number, i), null, [], ShopTrace.Color.Blue);
                    }
                }
            })),
        ];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        session.Stop();
    }
}
