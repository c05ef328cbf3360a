using Tracing.Runtime.Output;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.BadInput;

/// <summary>Outputs that fail at any point, and with exceptions that the folder output never throws.</summary>
public partial class FailingOutputTests
{
    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    [InlineData(typeof(InvalidOperationException))]
    public void EveryEventIsCountedAndRecordingGoesOnWhenTheOutputRecovers(Type fault)
    {
        using var folder = new TempFolder();
        FailingOutput? output = null;
        using TraceSession session = TraceSession.Create("failing", new TraceSessionOptions
        {
            Output = folder["trace"],
            MakeOutput = path => output = new FailingOutput(new FolderOutput(path)),
        });
        session.Enable("failing:*", session.AddChannel("small", new ChannelOptions { SubBufferSize = 4096, SubBufferCount = 2 }));
        session.Start();

        const int Rounds = 5, Threads = 3, EventsEach = 2000;
        for (int round = 0; round < Rounds; round++)
        {
            output!.Fault = () => (Exception)Activator.CreateInstance(fault, "out of order")!;
            Support.Threads.Run(Threads, _ => Emit(EventsEach));
            Assert.True(SpinWait.SpinUntil(() => session.Statistics.OutputError is not null, TimeSpan.FromSeconds(60)));
            Assert.Contains("Channel 'small': out of order", session.Statistics.OutputError);

            output.Fault = null;
            Support.Threads.Run(Threads, _ => Emit(EventsEach));
            Assert.True(SpinWait.SpinUntil(() => session.Statistics.OutputError is null, TimeSpan.FromSeconds(60)));
        }

        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Assert.Equal(2 * Rounds * Threads * EventsEach, statistics.Recorded + statistics.Discarded);
        (long events, string warnings) = Babeltrace.Count(folder["trace"]);
        Assert.Equal(statistics.Recorded, events);
        Assert.Equal(statistics.Discarded, Babeltrace.SumOfDiscarded(warnings));
    }

    [Fact]
    public void AnOutputThatFailsToTheEndLosesOnlyWhatIsCounted()
    {
        using var folder = new TempFolder();
        FailingOutput? output = null;
        TraceSession session = TraceSession.Create("broken", new TraceSessionOptions
        {
            Output = folder["trace"],
            MakeOutput = path => output = new FailingOutput(new FolderOutput(path)),
        });
        using (session)
        {
            session.Enable("failing:*");
            session.Start();
            output!.Fault = () => new IOException("out of order");
            Emit(1000);
        }

        Assert.Equal((0, 1000), (session.Statistics.Recorded, session.Statistics.Discarded));
        Assert.Equal("Channel 'channel0': out of order", session.Statistics.OutputError);
        Assert.Empty(Babeltrace.Read(folder["trace"]));
    }

    [Fact]
    public void WhatAStoppedSessionCouldNotWriteIsWrittenWhenItGoesOn()
    {
        using var folder = new TempFolder();
        FailingOutput? output = null;
        using TraceSession session = TraceSession.Create("later", new TraceSessionOptions
        {
            Output = folder["trace"],
            MakeOutput = path => output = new FailingOutput(new FolderOutput(path)),
        });
        session.Enable("failing:*");
        session.Start();
        output!.Fault = () => new IOException("out of order");
        Emit(10);
        session.Stop();
        Assert.Equal((0, 10), (session.Statistics.Recorded, session.Statistics.Discarded));

        output.Fault = null;
        session.Start();
        session.Stop();
        Assert.Equal((10, 0), (session.Statistics.Recorded, session.Statistics.Discarded));
        Assert.Equal(10, Babeltrace.Read(folder["trace"]).Length);
    }

    private static void Emit(int count)
    {
        for (int i = 0; i < count; i++)
        {
            FailingTrace.Number(i);
        }
    }

    [TracepointProvider("failing")]
    internal static partial class FailingTrace
    {
        [Tracepoint]
        public static partial void Number(int value);
    }

    /// <summary>Passes on to another output, unless it is told to fail.</summary>
    private sealed class FailingOutput(ITraceOutput inner) : ITraceOutput
    {
        // Written by the test, read by the consumer; a moment late is fine.
        private volatile Func<Exception>? _fault;

        public Func<Exception>? Fault { get => _fault; set => _fault = value; }

        public ulong Chunk { get => inner.Chunk; set => inner.Chunk = value; }

        public long Length => inner.Length;

        public long StreamLength => inner.StreamLength;

        public void MoveTo(string folder) => inner.MoveTo(folder);

        public void Delete() => inner.Delete();

        public void AppendMetadata(ReadOnlySpan<byte> text) => inner.AppendMetadata(text);

        public IStreamOutput CreateStream(string name) => _fault is { } fault ? throw fault() : new Stream(this, inner.CreateStream(name));

        public IStreamOutput OpenStream(string name, long length) => inner.OpenStream(name, length);

        public void Dispose() => inner.Dispose();

        private sealed class Stream(FailingOutput output, IStreamOutput inner) : IStreamOutput
        {
            public void Append(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> records)
            {
                if (output._fault is { } fault)
                {
                    throw fault();
                }

                inner.Append(header, records);
            }

            public long Length => inner.Length;

            public void Read(long offset, Span<byte> destination) => inner.Read(offset, destination);

            public void Dispose() => inner.Dispose();
        }
    }
}
