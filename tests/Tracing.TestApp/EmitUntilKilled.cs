using System.Diagnostics.CodeAnalysis;
using System.IO.MemoryMappedFiles;
using Tracing.Runtime;

namespace TestApp;

/// <summary>
/// Emits without end on a few threads, and says after each call how far it is, in a file that survives the process: a word for
/// each thread. An output of <c>-</c> makes a flight recorder.
/// </summary>
internal static class EmitUntilKilled
{
    private const int Threads = 3;
    private const int SubBufferSize = 16384;
    private const int SubBufferCount = 4;

    /// <param name="output">The trace's folder.</param>
    /// <param name="acknowledged">The file for the words.</param>
    /// <param name="rings"><c>thread</c>: one each. <c>cpu</c>: one a processor. <c>shared</c>: one for the first thread, one for all others.</param>
    /// <param name="rotates">Whether the trace rotates all the time, by call and by size.</param>
    [DoesNotReturn]
    public static void Run(string output, string acknowledged, string rings, bool rotates)
    {
        using TraceSession session = TraceSession.Create("killed", new TraceSessionOptions
        {
            Output = output == "-" ? null : output,
            Rotation = rotates ? new RotationOptions { MaxSize = 1 << 20 } : null,
        });
        session.Enable("app:Number", session.AddChannel("small", new ChannelOptions
        {
            Mode = output == "-" ? BufferMode.Overwrite : BufferMode.Discard,
            Scope = rings == "cpu" ? BufferScope.Cpu : BufferScope.Thread,
            SubBufferSize = SubBufferSize,
            SubBufferCount = SubBufferCount,
            MaxMemory = rings == "shared" ? 4096 + (SubBufferSize * SubBufferCount) : 64 << 20,
        }));
        session.Start();
        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(acknowledged);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor();
        for (int i = 0; i < Threads; i++)
        {
            int thread = i;
            new Thread(() => Emit(view, thread)).Start();
        }

        while (rotates)
        {
            session.Rotate();
            Thread.Sleep(1);
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
