using System.Diagnostics.CodeAnalysis;
using System.IO.MemoryMappedFiles;
using Tracing.Runtime;

namespace TestApp;

/// <summary>
/// Emits without end on two threads, and says after each call how far it is, in a file that survives the process: a word for
/// each thread. An output of <c>-</c> makes a flight recorder.
/// </summary>
internal static class EmitUntilKilled
{
    private const int Threads = 2;

    [DoesNotReturn]
    public static void Run(string output, string acknowledged)
    {
        using TraceSession session = TraceSession.Create("killed", new TraceSessionOptions { Output = output == "-" ? null : output });
        session.Enable("app:Number", session.AddChannel("small", new ChannelOptions
        {
            Mode = output == "-" ? BufferMode.Overwrite : BufferMode.Discard,
            SubBufferSize = 16384,
            SubBufferCount = 4,
        }));
        session.Start();
        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(acknowledged);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor();
        for (int i = 0; i < Threads; i++)
        {
            int thread = i;
            new Thread(() => Emit(view, thread)).Start();
        }

        Thread.Sleep(Timeout.Infinite);
        throw new InvalidOperationException("Nobody killed this process.");
    }

    private static void Emit(MemoryMappedViewAccessor view, int thread)
    {
        for (int i = 1; ; i++)
        {
            AppTrace.Number(i);
            view.Write(thread * sizeof(int), i);
        }
    }
}
