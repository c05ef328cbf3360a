using System.Text;
using Tracing.Runtime.Tests.Support;

namespace Tracing.Runtime.Tests.Types;

/// <summary>Records values of one type and checks bytes, readers' text, and that nothing is allocated.</summary>
internal static class TypeCheck
{
    /// <summary>Large enough for the largest case, bytes.</summary>
    private const int SubBufferSize = 1 << 20;

    private const int SmallSubBufferSize = 4 << 10;

    private const int EventsForAllocation = 1_000;

    /// <summary>Larger records than this many bytes are emitted fewer times, so that a test does not fill the disk.</summary>
    private const int LargePayload = 1_000;

    private const int LargeEventsForAllocation = 10;

    public static void Run(string eventName, params TypeCase[] cases)
    {
        using var folder = new TempFolder();
        Record(folder["trace"], eventName, cases.Select(static one => one.Emit));
        CheckBytes(folder["trace"], cases);
        CheckText(PrintedFields.OfBabeltrace1(folder["trace"]), cases, static one => one.OldText ?? one.Text);
        CheckText(PrintedFields.OfBabeltrace2(folder["trace"]), cases, static one => WithoutOptionNames(one.Text), skipsEmptyText: true);
        CheckAllocation(folder["allocation"], eventName, cases);
    }

    /// <summary>Emits events in a session of their own; all must be recorded.</summary>
    public static void Record(string trace, string eventName, IEnumerable<Action> emits)
    {
        using TraceSession session = Start(trace, eventName, SubBufferSize);
        int count = 0;
        foreach (Action emit in emits)
        {
            emit();
            count++;
        }

        session.Stop();
        SessionStatistics statistics = session.Statistics;
        Assert.Equal((count, 0, 0), (statistics.Recorded, statistics.Discarded, statistics.TooLarge));
    }

    private static TraceSession Start(string trace, string eventName, int subBufferSize)
    {
        // Without a statedump, whose writing the consumer waits for: a first loss allocates, and is to be where it is expected.
        TraceSession session = TraceSession.Create(Guid.NewGuid().ToString("N"), new TraceSessionOptions { Output = trace, Statedump = null });
        session.Enable(eventName, session.AddChannel("types", new ChannelOptions { SubBufferSize = subBufferSize }));
        session.Start();
        return session;
    }

    private static void CheckBytes(string trace, TypeCase[] cases)
    {
        ReadOnlySpan<byte> rest = StreamRecords.Read(trace);
        for (int i = 0; i < cases.Length; i++)
        {
            rest = StreamRecords.SkipHeader(rest);
            ReadOnlySpan<byte> payload = rest[..Math.Min(cases[i].Payload.Length, rest.Length)];
            Assert.True(payload.SequenceEqual(cases[i].Payload), $"Case {i}: expected {Shorten(cases[i].Payload)}, recorded {Shorten(payload)}.");
            rest = rest[payload.Length..];
        }

        Assert.Equal(0, rest.Length);
    }

    // babeltrace2 2.0.4 prints an older value in place of an empty text now and then, which is a bug of its own.
    private static void CheckText(string[] printed, TypeCase[] cases, Func<TypeCase, string> textOf, bool skipsEmptyText = false)
    {
        Assert.Equal(cases.Length, printed.Length);
        var faults = new StringBuilder();
        for (int i = 0; i < cases.Length; i++)
        {
            string text = textOf(cases[i]);
            if (printed[i] != text && !(skipsEmptyText && text.Contains("\"\"", StringComparison.Ordinal)))
            {
                faults.Append(System.Globalization.CultureInfo.InvariantCulture, $"Case {i}: expected {Shorten(text)}\n       printed  {Shorten(printed[i])}\n");
            }
        }

        Assert.True(faults.Length == 0, faults.ToString());
    }

    // With small sub-buffers many events come to the end of one, where sizes are measured exactly and records are discarded.
    private static void CheckAllocation(string trace, string eventName, TypeCase[] cases)
    {
        using TraceSession session = Start(trace, eventName, cases.Max(static one => one.Payload.Length) > LargePayload ? SubBufferSize : SmallSubBufferSize);
        for (int i = 0; i < cases.Length; i++)
        {
            Action emit = cases[i].Emit;
            int count = cases[i].Payload.Length > LargePayload ? LargeEventsForAllocation : EventsForAllocation;
            for (int j = 0; j < count; j++)
            {
                // The first record makes the thread's ring, and the first loss the cell that counts it.
                emit();
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int j = 0; j < count; j++)
            {
                emit();
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated == 0, $"Case {i}: {count} events allocated {allocated} bytes.");
        }
    }

    // Of a variant babeltrace 1 names the option that it has, babeltrace2 does not.
    private static string WithoutOptionNames(string text) =>
        text.Replace("{ some = ", "{ ", StringComparison.Ordinal).Replace("{ none = ", "{ ", StringComparison.Ordinal);

    private static string Shorten(ReadOnlySpan<byte> bytes) => Shorten(Convert.ToHexString(bytes));

    private static string Shorten(string text) => text.Length <= 2_000 ? text : $"{text[..2_000]}... ({text.Length})";
}
