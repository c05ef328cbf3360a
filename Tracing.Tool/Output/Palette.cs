namespace Tracing.Tool.Output;

/// <summary>Colours as terminal escapes.</summary>
internal static class Palette
{
    public static ReadOnlySpan<byte> Reset => "\e[0m"u8;

    public static ReadOnlySpan<byte> Faint => "\e[2m"u8;

    public static ReadOnlySpan<byte> Red => "\e[31m"u8;

    /// <summary>A colour for each thread: apart from each other, and readable on light and dark grounds.</summary>
    private static readonly byte[][] s_threads =
    [
        "\e[36m"u8.ToArray(), "\e[33m"u8.ToArray(), "\e[32m"u8.ToArray(), "\e[35m"u8.ToArray(), "\e[34m"u8.ToArray(),
        "\e[38;5;208m"u8.ToArray(), "\e[38;5;37m"u8.ToArray(), "\e[38;5;170m"u8.ToArray(), "\e[38;5;106m"u8.ToArray(), "\e[38;5;68m"u8.ToArray(),
    ];

    /// <summary>The colour of a thread.</summary>
    /// <param name="index">In the order of appearance.</param>
    public static ReadOnlySpan<byte> OfThread(int index) => s_threads[index % s_threads.Length];
}
