using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Types;

/// <summary>Spans whose content another thread changes while they are recorded: a fault of the app, and no harm to the trace.</summary>
public class ChangingContentTests
{
    private const int Events = 100_000;

    /// <summary>Long enough that the changes often fall into the middle.</summary>
    private const int Length = 200;

    private const int MostBytesPerUnit = 3;

    [Fact]
    public void TextThatChangesMeanwhileKeepsToItsRecord()
    {
        char[] text = new char[Length];
        using var folder = new TempFolder();
        long recorded = Record(
            folder["trace"],
            "changing:Text",
            round => Array.Fill(text, "a\u20AC\0\uD83D\uDE00"[round % 5]),
            () => ChangingTrace.Text(text));
        Check(folder["trace"], recorded);
    }

    [Fact]
    public void Utf8ThatChangesMeanwhileKeepsToItsRecord()
    {
        byte[] text = new byte[Length];
        byte[][] patterns = ["a"u8.ToArray(), "\u20AC"u8.ToArray(), [0], [0xFF], "\U0001F600"u8.ToArray()];
        using var folder = new TempFolder();
        long recorded = Record(
            folder["trace"],
            "changing:Utf8",
            round =>
            {
                byte[] pattern = patterns[round % patterns.Length];
                for (int i = 0; i < text.Length; i++)
                {
                    text[i] = pattern[i % pattern.Length];
                }
            },
            () => ChangingTrace.Utf8(text));
        Check(folder["trace"], recorded);
    }

    private static long Record(string trace, string eventName, Action<int> change, Action emit)
    {
        using TraceSession session = TraceSession.Create(Guid.NewGuid().ToString("N"), new TraceSessionOptions { Output = trace });
        session.Enable(eventName, session.AddChannel("small", new ChannelOptions { SubBufferSize = 4 << 10, SubBufferCount = 64 }));
        session.Start();
        bool isDone = false;
        Threads.Run(2, index =>
        {
            if (index == 0)
            {
                for (int i = 0; i < Events; i++)
                {
                    emit();
                }

                Volatile.Write(ref isDone, true);
            }
            else
            {
                for (int round = 0; !Volatile.Read(ref isDone); round++)
                {
                    change(round);
                }
            }
        });
        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Assert.Equal(Events, statistics.Recorded + statistics.Discarded);
        return statistics.Recorded;
    }

    private static void Check(string trace, long recorded)
    {
        ReadOnlySpan<byte> rest = StreamRecords.Read(trace);
        long records = 0;
        for (; !rest.IsEmpty; records++)
        {
            rest = StreamRecords.SkipHeader(rest);
            Assert.InRange(StreamRecords.TakeRawText(ref rest).Length, 1, Length * MostBytesPerUnit);
            Assert.Equal("\u0002\u0003\u0004\u0005"u8, rest[..4]);
            rest = rest[4..];
        }

        Assert.Equal(recorded, records);
        foreach (string program in (string[])["babeltrace2", "babeltrace"])
        {
            Programs.Result result = Programs.Tool(program, "--names=none", "--no-delta", trace);
            Assert.Equal((0, recorded), (result.ExitCode, Babeltrace.OfApplication(result.Lines).Length));
            Assert.DoesNotContain(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => !line.Contains("discarded", StringComparison.Ordinal));
        }
    }
}

[TracepointProvider("changing")]
internal static partial class ChangingTrace
{
    /// <summary>Stands behind the text, so that a record that does not keep to its place is seen.</summary>
    private const int Mark = 0x05040302;

    public static void Text(ReadOnlySpan<char> value) => Text(value, Mark);

    public static void Utf8(ReadOnlySpan<byte> value) => Utf8(value, Mark);

    [Tracepoint]
    private static partial void Text(ReadOnlySpan<char> value, int mark);

    [Tracepoint]
    private static partial void Utf8([Utf8] ReadOnlySpan<byte> value, int mark);
}
