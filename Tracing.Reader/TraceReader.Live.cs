using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Tracing.Reader.Following;
using Tracing.Reader.Merging;

namespace Tracing.Reader;

/// <remarks>Live input.</remarks>
public sealed partial class TraceReader
{
    /// <summary>
    /// Reads a trace as it comes through a pipe, in the frames that <see cref="TraceFrames"/> describes. Packets are forgotten once
    /// they have been read.
    /// </summary>
    /// <param name="input">The pipe. It is completed when the enumeration ends.</param>
    /// <param name="options">How to follow; null for the defaults.</param>
    /// <param name="cancellation">Ends the waiting with an exception.</param>
    /// <returns>The items by time, as <see cref="TraceFollowOptions.Lag"/> says; each is valid until the next one is asked for.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="TraceFormatException">Something is wrong, in strict mode.</exception>
    public static IAsyncEnumerable<TraceEvent> ReadAsync(PipeReader input, TraceFollowOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        return ReadCore(input, options ?? new TraceFollowOptions(), cancellation);
    }

    private static async IAsyncEnumerable<TraceEvent> ReadCore(
        PipeReader input, TraceFollowOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var lag = new LagWindow(options.Time, options.Lag);
        using var walk = new TraceWalk(options.Reading) { KeepBackAfter = long.MinValue };
        var frames = new FollowedInput(walk, lag);
        Exception? failure = null;
        Task<ReadResult>? reading = null;
        try
        {
            for (bool isComplete = false; !isComplete;)
            {
                reading ??= input.ReadAsync(cancellation).AsTask();
                if (!reading.IsCompleted)
                {
                    // While nothing comes, what was kept back becomes due.
                    await Task.WhenAny(reading, Task.Delay(options.PollInterval, options.Time, cancellation)).ConfigureAwait(false);
                    cancellation.ThrowIfCancellationRequested();
                }

                if (reading.IsCompleted)
                {
                    ReadResult read = await reading.ConfigureAwait(false);
                    reading = null;
                    isComplete = !frames.Take(read.Buffer) || read.IsCompleted || read.IsCanceled;
                    input.AdvanceTo(read.Buffer.End);
                }

                if (isComplete)
                {
                    frames.Complete();
                }

                lag.Look();
                walk.KeepBackAfter = isComplete || frames.IsFull ? long.MaxValue : lag.Settled;
                walk.AskAgain();
                while (MoveNext(walk, ref failure))
                {
                    yield return new TraceEvent(walk.Current);
                }

                if (failure is not null)
                {
                    throw failure;
                }
            }
        }
        finally
        {
            if (reading is not null)
            {
                // The enumeration was left while the pipe was waited for.
                input.CancelPendingRead();
                await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await input.CompleteAsync(failure).ConfigureAwait(false);
        }
    }

    // Keeps what strict mode throws, for the one who writes into the pipe to be told as well.
    private static bool MoveNext(TraceWalk walk, ref Exception? failure)
    {
        try
        {
            return walk.MoveNext();
        }
        catch (TraceFormatException exception)
        {
            failure = exception;
            return false;
        }
    }
}
