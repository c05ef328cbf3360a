using System.Globalization;
using System.IO.MemoryMappedFiles;
using Tracing.Runtime;
using Tracing.Runtime.Outside;
using Tracing.Runtime.Sessions;

namespace TestApp;

/// <summary>
/// Both sides of draining from outside, each in a process of its own that does what standard input says and answers in a line. Emitters say after each call how far
/// they are, in a file that survives the process: a word for each.
/// </summary>
internal static class Lending
{
    private const int Emitters = 3;
    private const int SubBufferSize = 16384;
    private const int SubBufferCount = 4;

    /// <summary>Events between two pauses of an emitter, and between two threads of one whose threads come and go.</summary>
    private const int Burst = 200;

    private const int PauseMs = 2;

    private static volatile bool s_isEmitting;

    /// <param name="output">The trace's folder; <c>-</c>: none, another process is to drain.</param>
    /// <param name="acknowledged">The file for the words.</param>
    /// <param name="rings"><c>thread</c>, <c>cpu</c>, or <c>shared</c>: one for the first thread, one for all others.</param>
    /// <param name="mode">Of the channel.</param>
    /// <param name="comesAndGoes">Whether each burst has a thread of its own.</param>
    public static void RunProducer(string output, string acknowledged, string rings, BufferMode mode, bool comesAndGoes)
    {
        using TraceSession session = TraceSession.Create("lent", new TraceSessionOptions { Output = output == "-" ? null : output, IsForOutside = true });
        session.Enable("app:*", session.AddChannel("small", new ChannelOptions
        {
            Mode = mode,
            BlockTimeout = TimeSpan.FromSeconds(10),
            Scope = rings == "cpu" ? BufferScope.Cpu : BufferScope.Thread,
            SubBufferSize = SubBufferSize,
            SubBufferCount = SubBufferCount,
            MaxMemory = rings == "shared" ? 4096 + (SubBufferSize * SubBufferCount) : 64 << 20,
        }));
        session.Start();
        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(acknowledged);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor();
        Thread[] emitters = [];
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } command)
        {
            switch (command.Split(' '))
            {
                case ["emit"]:
                    s_isEmitting = true;
                    emitters = [.. Enumerable.Range(0, Emitters).Select(index => new Thread(() => Emit(view, index, comesAndGoes)) { IsBackground = true, Name = $"emitter {index}" })];
                    Array.ForEach(emitters, static emitter => emitter.Start());
                    break;
                case ["pause"]:
                    s_isEmitting = false;
                    Array.ForEach(emitters, static emitter => emitter.Join());
                    break;
                case ["lose"]:
                    AppTrace.MainEntered(new string('x', SubBufferSize));
                    view.Write(0, view.ReadInt32(0) + 1);
                    break;
                case ["exit"]:
                    Answer("bye");
                    return;
                default:
                    Answer(Do(session, command.Split(' ')));
                    continue;
            }

            Answer("done");
        }
    }

    /// <summary>Drains until the input says <c>stop</c>, or there is nothing more to come; then says how it ended.</summary>
    public static void RunConsumer(string folder, string traceId, string term, string output)
    {
        using var consumer = new OutsideConsumer(new LentSession(folder, Guid.Parse(traceId), ushort.Parse(term, CultureInfo.InvariantCulture)), output);
        using var stop = new CancellationTokenSource();
        var input = new Thread(() =>
        {
            if (Console.ReadLine() is not null)
            {
                stop.Cancel();
            }
        }) { IsBackground = true };
        input.Start();
        Console.WriteLine("ready");
        OutsideEnd end = consumer.Run(stop.Token);
        Console.WriteLine($"{end} {consumer.Written}");
    }

    private static string Do(TraceSession session, string[] command)
    {
        try
        {
            switch (command)
            {
                case ["lend", var ms, var folder]:
                    LentSession lent = session.Lend(TimeSpan.FromMilliseconds(int.Parse(ms, CultureInfo.InvariantCulture)), folder == "-" ? null : folder);
                    return $"{lent.Folder} {lent.TraceId:N} {lent.Term}";
                case ["renew"]:
                    session.Renew();
                    return "done";
                case ["back"]:
                    session.TakeBack();
                    return "done";
                case ["end-lease"]:
                    session.EndLease();
                    return "done";
                case ["stop"]:
                    session.Stop();
                    return "done";
                case ["dispose"]:
                    session.Dispose();
                    return "done";
                case ["statistics"]:
                    SessionStatistics statistics = session.Statistics;
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{statistics.Recorded} {statistics.Discarded} {statistics.TooLarge} {statistics.Channels.Sum(static channel => channel.Rings)} {session.IsLent} {session.IsStarted}");
                default:
                    return "what?";
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or ArgumentException)
        {
            return $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";
        }
    }

    private static void Emit(MemoryMappedViewAccessor view, int emitter, bool comesAndGoes)
    {
        while (s_isEmitting)
        {
            if (comesAndGoes)
            {
                var thread = new Thread(() => EmitBurst(view, emitter)) { IsBackground = true };
                thread.Start();
                thread.Join();
            }
            else
            {
                EmitBurst(view, emitter);
            }

            Thread.Sleep(PauseMs);
        }
    }

    private static void EmitBurst(MemoryMappedViewAccessor view, int emitter)
    {
        int begin = view.ReadInt32(emitter * sizeof(int));
        for (int i = begin + 1; i <= begin + Burst; i++)
        {
            AppTrace.Number(i);
            view.Write(emitter * sizeof(int), i);
        }
    }

    private static void Answer(string answer)
    {
        Console.WriteLine(answer);
        Console.Out.Flush();
    }
}
