using Tracing.Runtime;
using Tracing.Runtime.Clock;

namespace Tracing.ClockCheck;

/// <summary>Hands events from thread to thread and compares each one's time with that of the one before.</summary>
internal static class OrderCheck
{
    private static readonly Dictionary<string, Action<Shared, Local>> s_ways = new()
    {
        ["lock"] = WithLock,
        ["spin"] = WithSpinlock,
        ["cas"] = WithCompareExchange,
    };

    public static int Run(ClockKind? forced, long events, string[] ways)
    {
        using var clock = new FitterLoop(forced);
        bool isOrdered = true;
        foreach (string way in ways is [] ? [.. s_ways.Keys] : ways)
        {
            if (!s_ways.TryGetValue(way, out Action<Shared, Local>? handOver))
            {
                Console.Error.WriteLine($"No way '{way}' to hand events over. Use one of: {string.Join(", ", s_ways.Keys)}.");
                return 2;
            }

            isOrdered &= RunOne(way, handOver, events);
        }

        return isOrdered ? 0 : 1;
    }

    private static bool RunOne(string way, Action<Shared, Local> handOver, long events)
    {
        var shared = new Shared { Limit = events };
        Local[] locals = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(static number => new Local { Number = number + 1 })];
        long begin = System.Diagnostics.Stopwatch.GetTimestamp();
        Thread[] threads = [.. locals.Select(local => new Thread(() => handOver(shared, local)))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());

        double seconds = System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalSeconds;
        long violations = locals.Sum(static local => local.Violations);
        Console.WriteLine(
            $"{way}: {locals.Sum(static local => local.Events):N0} events, {locals.Sum(static local => local.Handovers):N0} of them after another thread's, " +
            $"{locals.Length} threads, {seconds:0.0} s: {violations:N0} before their cause, by up to {locals.Max(static local => local.WorstNs):N0} ns");
        return violations == 0;
    }

    private static void WithLock(Shared shared, Local local)
    {
        bool isDone;
        do
        {
            lock (shared.Gate)
            {
                isDone = TakeTurn(shared, local);
            }

            local.Wait();
        }
        while (!isDone);
    }

    private static void WithSpinlock(Shared shared, Local local)
    {
        bool isDone;
        do
        {
            // full fence: takes the lock. Pairs with the release below.
            while (Interlocked.CompareExchange(ref shared.Word, 1, 0) != 0)
            {
                Thread.SpinWait(1);
            }

            isDone = TakeTurn(shared, local);

            // release: what was written under the lock. Pairs with the exchange above.
            Volatile.Write(ref shared.Word, 0);
            local.Wait();
        }
        while (!isDone);
    }

    /// <summary>One event, unless the last one is this thread's own: then another thread's turn has come. Under a lock.</summary>
    private static bool TakeTurn(Shared shared, Local local)
    {
        local.IsWaiting = shared.LastThread == local.Number;
        if (!local.IsWaiting && shared.Count < shared.Limit)
        {
            local.Judge(shared.Last, ClockDescription.Now());
            shared.Last = local.Now;
            shared.LastThread = local.Number;
            shared.Count++;
        }

        return shared.Count >= shared.Limit;
    }

    /// <summary>As in a ring that many threads reserve in: the load of the position, the clock, then the exchange.</summary>
    private static void WithCompareExchange(Shared shared, Local local)
    {
        while (true)
        {
            // acquire: the time that the last event left is its cause. Pairs with the exchange below.
            long last = Volatile.Read(ref shared.Word);
            long now = (long)ClockDescription.Now();

            // full fence: the event happens here.
            if (Interlocked.CompareExchange(ref shared.Word, now, last) == last)
            {
                local.Judge((ulong)last, (ulong)now);
                if (local.Events * Environment.ProcessorCount >= shared.Limit)
                {
                    return;
                }
            }
        }
    }

    /// <summary>What the threads hand over.</summary>
    private sealed class Shared
    {
        public readonly Lock Gate = new();
        public long Limit;
        public long Count;
        public ulong Last;
        public int LastThread;
        public long Word;
    }

    private sealed class Local
    {
        public int Number;
        public long Events;
        public long Handovers;
        public long Violations;
        public ulong WorstNs;
        public ulong Now;
        public bool IsWaiting;

        /// <summary>Leaves the lock to others for some ten nanoseconds, if it is their turn.</summary>
        public void Wait()
        {
            if (IsWaiting)
            {
                Thread.SpinWait(1);
            }
        }

        public void Judge(ulong last, ulong now)
        {
            Handovers += last == Now ? 0 : 1;
            Now = now;
            Events++;
            if (now < last)
            {
                Violations++;
                WorstNs = Math.Max(WorstNs, last - now);
            }
        }
    }
}
