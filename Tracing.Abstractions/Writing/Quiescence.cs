namespace Tracing.Writing;

/// <summary>
/// Waiting until no thread is inside a probe that it entered before a change. Probes mark themselves in and out with
/// plain stores; the changer pays for the fence that they do without.
/// </summary>
/// <remarks>
/// A probe stores its mark, then loads the binding list. The changer stores the new list, then fences the whole process,
/// then loads the marks. So either the probe's load comes after the changer's store, and it sees the new list, or its mark
/// was stored before the fence, and the changer sees it and waits. Waiting is bounded: between its marks a probe never
/// blocks, except for a thread's first record in a channel, which makes a ring.
/// </remarks>
internal static unsafe class Quiescence
{
    /// <summary>Waits until every thread has left the recording probes that it was inside of. The caller's own thread is not waited for.</summary>
    public static void WaitForProbes()
    {
        // Pairs with the mark in ProbeScope.Enter: makes every mark stored before it visible here.
        Interlocked.MemoryBarrierProcessWide();

        foreach (TracingThread thread in TracingThread.Snapshot())
        {
            var spin = new SpinWait();
            while (thread.Thread != Thread.CurrentThread && IsInside(thread))
            {
                spin.SpinOnce(sleep1Threshold: 20);
            }
        }
    }

    /// <summary>Waits until no other thread runs a handler of the tracepoint with this number.</summary>
    public static void WaitForHandlers(int tracepoint)
    {
        // Pairs with the mark in HandlerScope.Enter, as above.
        Interlocked.MemoryBarrierProcessWide();

        foreach (TracingThread thread in TracingThread.Snapshot())
        {
            var spin = new SpinWait();
            while (thread.Thread != Thread.CurrentThread && RunsHandler(thread, tracepoint))
            {
                spin.SpinOnce(sleep1Threshold: 20);
            }
        }
    }

    /// <summary>Whether the calling thread is inside a handler, where waiting for handlers could mean waiting for itself.</summary>
    public static bool IsInsideHandler => ThreadBlock.Current->HandlerMark != 0;

    private static bool IsInside(TracingThread thread)
    {
        // A thread that ended left its probes; its block may be a new thread's by now, whose mark does not matter.
        if (!thread.Thread.IsAlive)
        {
            return false;
        }

        // acquire: what the probe did before it marked itself out. Pairs with the release in ProbeScope.Leave.
        return Volatile.Read(ref thread.Block->Inside) != 0;
    }

    private static bool RunsHandler(TracingThread thread, int tracepoint)
    {
        if (!thread.Thread.IsAlive)
        {
            return false;
        }

        // acquire: what the handlers did before they left. Pairs with the releases in HandlerScope. At a depth above one the
        // number names the innermost handler only, so any other may be running too.
        ulong mark = Volatile.Read(ref thread.Block->HandlerMark);
        return mark >> 32 > 1 || (mark >> 32 == 1 && (uint)mark == (uint)tracepoint);
    }
}
