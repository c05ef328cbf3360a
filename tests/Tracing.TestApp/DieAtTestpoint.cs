using System.Diagnostics.CodeAnalysis;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using TestProbes;
using Tracing.Registry;
using Tracing.Runtime;
using Tracing.Writing;

namespace TestApp;

/// <summary>
/// Emits on some threads until the first of them comes to a testpoint, where the process kills itself. Says after each call how
/// far each thread is, in a file that survives the process.
/// </summary>
internal static partial class DieAtTestpoint
{
    private const int KillSignal = 9;

    [DoesNotReturn]
    public static void Run(string output, string acknowledged, BufferScope scope, BufferMode mode, int writers, Testpoint point, int nth)
    {
        using TraceSession session = TraceSession.Create("dies", new TraceSessionOptions { Output = mode == BufferMode.Overwrite ? null : output });
        session.Enable("app:Number", session.AddChannel("small", new ChannelOptions { Mode = mode, Scope = scope, SubBufferSize = 4096, SubBufferCount = 4 }));
        session.Start();
        TracepointDescriptor tracepoint = ArmedProbe.Find("app", "Number");
        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(acknowledged);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor();
        using var begun = new CountdownEvent(writers - 1);
        for (int i = 1; i < writers; i++)
        {
            int thread = i;
            new Thread(() => Emit(view, thread, begun)).Start();
        }

        // The others are in the middle of it when the first one dies.
        begun.Wait();
        ArmedTestpoints.Arm(point, nth, static () => _ = kill(Environment.ProcessId, KillSignal));
        for (int i = 1; ; i++)
        {
            ArmedProbe.Emit(tracepoint, i);
            view.Write(0, i);
        }
    }

    private static void Emit(MemoryMappedViewAccessor view, int thread, CountdownEvent begun)
    {
        for (int i = 1; ; i++)
        {
            AppTrace.Number(i);
            view.Write(thread * sizeof(int), i);
            if (i == 1)
            {
                begun.Signal();
            }
        }
    }

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
