using System.Runtime.CompilerServices;

namespace Tracing.Writing;

/// <summary>
/// A thread that has been inside a probe: its block, and the rings that it holds. All such threads are listed, so that a
/// change can wait until none is inside, and so that what an ended thread held is given back.
/// </summary>
internal sealed unsafe class TracingThread
{
    private static readonly Lock s_gate = new();
    private static readonly List<TracingThread> s_threads = [];

    /// <summary>Blocks of collected threads. They are given on, never freed: a changer may still look at their marks.</summary>
    private static readonly Stack<nint> s_freeBlocks = [];

    /// <summary>So many threads before ended ones are looked for: as many as a small service has.</summary>
    private const int FirstCollection = 64;

    private static int s_collectAt = FirstCollection;

    [ThreadStatic]
    private static TracingThread? t_current;

    private TracingThread(ThreadBlock* reused)
    {
        Thread = Thread.CurrentThread;
        Block = ThreadBlock.Assign(reused);
    }

    /// <summary>The thread itself.</summary>
    public Thread Thread { get; }

    /// <summary>The thread's block; another thread's once this one has ended and was collected.</summary>
    public ThreadBlock* Block { get; }

    /// <summary>The rings that the thread writes to, by the channel's number. The owner sets, and the runtime clears after quiescence.</summary>
    public ThreadRing?[] Rings { get; } = new ThreadRing?[ThreadBlock.MaxChannels];

    /// <summary>Index of the thread's claim on shared rings; 0 until it writes to one. The owner sets; the runtime takes it back when the thread has ended.</summary>
    public ushort Claim { get; set; }

    /// <summary>The operating system's id of the thread; 0 until it has a ring of its own. The owner sets; others read a whole value or 0.</summary>
    public uint SystemId { get; set; }

    /// <summary>Whether the thread is making a ring: a probe that fires meanwhile (in a handler of first-chance exceptions, say) must not make another.</summary>
    public bool IsOpeningRing { get; set; }

    /// <summary>The calling thread, listed at its first call.</summary>
    public static TracingThread Current => t_current ?? Register();

    /// <summary>The calling thread's block at its first probe. Allocates, once a thread.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ThreadBlock* EnterFirstProbe() => Current.Block;

    private static TracingThread Register()
    {
        lock (s_gate)
        {
            if (s_threads.Count >= s_collectAt)
            {
                CollectRingless();
            }

            var thread = new TracingThread(s_freeBlocks.TryPop(out nint block) ? (ThreadBlock*)block : null);
            s_threads.Add(thread);
            return t_current = thread;
        }
    }

    /// <summary>Takes the blocks of ended threads that hold no ring, which needs no runtime: typed probes work without one.</summary>
    private static void CollectRingless()
    {
        for (int i = s_threads.Count - 1; i >= 0; i--)
        {
            TracingThread thread = s_threads[i];
            if (!thread.Thread.IsAlive && !Array.Exists(thread.Rings, static ring => ring is not null))
            {
                StagingArea.Settle(ThreadBlock.Staged(thread.Block)->Area);
                s_threads.RemoveAt(i);
                s_freeBlocks.Push((nint)thread.Block);
            }
        }

        // Looked at again when the list has doubled, so that the cost stays in proportion to the threads.
        s_collectAt = Math.Max(FirstCollection, 2 * s_threads.Count);
    }

    /// <summary>Looks at each of these threads while none is collected and no block is given on.</summary>
    public static void ForEach(Action<TracingThread> look)
    {
        lock (s_gate)
        {
            s_threads.ForEach(look);
        }
    }

    /// <summary>A copy of the list of threads that have been inside a probe and are not yet collected.</summary>
    public static TracingThread[] Snapshot()
    {
        lock (s_gate)
        {
            return [.. s_threads];
        }
    }

    /// <summary>Removes the threads that have ended, hands each to <paramref name="release"/> for its rings, and keeps its block for a new thread.</summary>
    public static void CollectEnded(Action<TracingThread> release)
    {
        List<TracingThread>? ended = null;
        lock (s_gate)
        {
            for (int i = s_threads.Count - 1; i >= 0; i--)
            {
                if (!s_threads[i].Thread.IsAlive)
                {
                    StagingArea.Settle(ThreadBlock.Staged(s_threads[i].Block)->Area);
                    (ended ??= []).Add(s_threads[i]);
                    s_threads.RemoveAt(i);
                }
            }
        }

        foreach (TracingThread thread in ended ?? [])
        {
            release(thread);
            lock (s_gate)
            {
                s_freeBlocks.Push((nint)thread.Block);
            }
        }
    }
}
