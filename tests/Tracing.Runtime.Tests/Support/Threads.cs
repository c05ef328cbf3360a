namespace Tracing.Runtime.Tests.Support;

internal static class Threads
{
    /// <summary>Runs an action on so many threads of its own, at the same time, and passes on what one of them throws.</summary>
    public static void Run(int count, Action<int> action)
    {
        using var start = new Barrier(count);
        Exception? fault = null;
        Thread[] threads = [.. Enumerable.Range(0, count).Select(index => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                action(index);
            }
            catch (Exception exception)
            {
                fault = exception;
            }
        })
        {
            Name = $"thread {index}",
        })];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        if (fault is not null)
        {
            throw new InvalidOperationException("A thread failed.", fault);
        }
    }
}
