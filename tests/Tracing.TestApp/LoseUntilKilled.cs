using System.Diagnostics.CodeAnalysis;
using Tracing.Runtime;

namespace TestApp;

/// <summary>Loses an event and records one, again and again, at a pace that leaves the trace small.</summary>
internal static class LoseUntilKilled
{
    private const int SubBufferSize = 4096;
    private const int PauseMs = 5;

    [DoesNotReturn]
    public static void Run(string output)
    {
        using TraceSession session = TraceSession.Create("losing", new TraceSessionOptions { Output = output });
        session.Enable("app:*", session.AddChannel("small", new ChannelOptions { SubBufferSize = SubBufferSize }));
        session.Start();
        string tooLarge = new('x', SubBufferSize);
        for (int i = 0; ; i++)
        {
            AppTrace.MainEntered(tooLarge);
            AppTrace.Number(i);
            Thread.Sleep(PauseMs);
        }
    }
}
