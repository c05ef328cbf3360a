using System.Numerics;
using Tracing.Format;
using Tracing.Runtime.OwnEvents;

namespace Tracing.Runtime.Sessions;

/// <summary>Checks a channel's options.</summary>
internal static class ChannelGeometry
{
    /// <summary>One page: less would be all header.</summary>
    private const int MinSubBufferSize = 4 << 10;

    /// <summary>Largest sub-buffer, in bytes.</summary>
    private const int MaxSubBufferSize = 256 << 20;

    private const int MinSubBufferCount = 2;

    /// <summary>Positions are told modulo 2^32, so a ring must stay well below that, in bytes.</summary>
    private const long MaxRingSize = 1L << 30;

    /// <summary>Longest time for which a thread may wait for room.</summary>
    private static readonly TimeSpan s_maxBlockTimeout = TimeSpan.FromMinutes(1);

    /// <summary>Checks names and sizes, and throws what says how to mend them.</summary>
    public static void Check(string name, ChannelOptions options)
    {
        SessionName.Check(name, nameof(name), "channel");
        if (name.Equals("metadata", StringComparison.Ordinal))
        {
            throw new ArgumentException("A channel cannot be called 'metadata': the trace's description has that name. Choose another one.", nameof(name));
        }

        if (name.Equals(OwnEventClasses.StreamClassName, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"A channel cannot be called '{name}': the stream of the tracer's own events, such as {OwnEventClasses.Loss.Name}, has that name. Choose another one.", nameof(name));
        }

        if (!Enum.IsDefined(options.Mode) || !Enum.IsDefined(options.Scope))
        {
            throw new ArgumentException($"Channel '{name}': mode {options.Mode} with scope {options.Scope} does not exist.", nameof(options));
        }

        CheckPowerOfTwo(name, nameof(options.SubBufferSize), options.SubBufferSize, MinSubBufferSize, MaxSubBufferSize);
        CheckPowerOfTwo(name, nameof(options.SubBufferCount), options.SubBufferCount, MinSubBufferCount, RingFileHeader.MaxSubBufferCount);
        if ((long)options.SubBufferSize * options.SubBufferCount > MaxRingSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), $"Channel '{name}': a ring of {options.SubBufferCount} sub-buffers of {options.SubBufferSize} bytes is larger than {MaxRingSize} bytes. Make one of the two smaller.");
        }

        if (options.BlockTimeout <= TimeSpan.Zero || options.BlockTimeout > s_maxBlockTimeout)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.BlockTimeout, $"Channel '{name}': {nameof(options.BlockTimeout)} must be more than zero and at most {s_maxBlockTimeout}. For no waiting choose {nameof(BufferMode)}.{nameof(BufferMode.Discard)}.");
        }

        long ringSize = RingFileHeader.Size + ((long)options.SubBufferSize * options.SubBufferCount);
        if (options.MaxMemory < ringSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.MaxMemory, $"Channel '{name}': {nameof(options.MaxMemory)} must be at least one ring's {ringSize} bytes.");
        }
    }

    private static void CheckPowerOfTwo(string channel, string option, int value, int least, int most)
    {
        if (value < least || value > most || !BitOperations.IsPow2(value))
        {
            throw new ArgumentOutOfRangeException(option, value, $"Channel '{channel}': {option} must be a power of two from {least} to {most}.");
        }
    }
}
