using TestProbes;
using Tracing.Runtime.RingBuffer;
using Tracing.Runtime.Tests.Support;
using Tracing.Writing;

namespace Tracing.Runtime.Tests.Death;

/// <summary>A sub-buffer that its producer takes while it is being copied.</summary>
[Collection(nameof(TestTrace))]
public class OvertakenCopyTests
{
    /// <summary>Records of 10 bytes that fill four sub-buffers of 4096 bytes, and more.</summary>
    private const int MoreThanTheRing = 5 * 410;

    [Theory]
    [InlineData(BufferScope.Thread)]
    [InlineData(BufferScope.Cpu)]
    public void IsLeftOutWhole(BufferScope scope)
    {
        using TraceSession session = TraceSession.Create("overtaken", new TraceSessionOptions());
        session.Enable("test:Number", session.AddChannel("small", new ChannelOptions
        {
            Mode = BufferMode.Overwrite,
            Scope = scope,
            SubBufferSize = 4096,
            SubBufferCount = 4,
        }));
        session.Start();
        Emit();
        RingSnapshot snapshot = TheRing(session).Snapshot;
        (ulong oldest, ulong current) = snapshot.FindRange();
        byte[] copy = new byte[4096];
        for (ulong number = oldest; number <= current; number++)
        {
            Assert.True(snapshot.TryCopy(number, copy, out _));
        }

        // All of the copy is there, and the second look at the number is still to come.
        ArmedTestpoints.Arm(Testpoint.Copied, 1, Emit);
        Assert.False(snapshot.TryRead<ArmedTestpoints>(oldest, copy, out _));
    }

    private static ChannelRing TheRing(TraceSession session) => session.ChannelsSnapshot().Single().Rings.All.MaxBy(static ring => ring.Recorded)!;

    private static void Emit()
    {
        for (int i = 0; i < MoreThanTheRing; i++)
        {
            TestTrace.Number(i);
        }
    }
}
