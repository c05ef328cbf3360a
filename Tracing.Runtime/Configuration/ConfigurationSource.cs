using System.Text;

namespace Tracing.Runtime.Configuration;

/// <summary>The text of a configuration, to tell places in it.</summary>
/// <param name="name">The file's name, or what the text came by.</param>
/// <param name="text">UTF-8.</param>
internal sealed class ConfigurationSource(string name, byte[] text)
{
    /// <summary>What is wrong, and where.</summary>
    /// <param name="offset">The place, in bytes.</param>
    /// <param name="path">The JSON path.</param>
    /// <param name="message">What is wrong, and what is allowed.</param>
    /// <param name="inner">What led to it.</param>
    public TraceConfigurationException Error(int offset, string path, string message, Exception? inner = null)
    {
        (int line, int column) = Locate(offset);
        return new TraceConfigurationException(name, line, column, path, message, inner);
    }

    /// <summary>Line and column of a place, both from 1.</summary>
    public (int Line, int Column) Locate(int offset)
    {
        ReadOnlySpan<byte> before = text.AsSpan(0, Math.Min(offset, text.Length));
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    /// <summary>Where a line begins, in bytes.</summary>
    /// <param name="line">From 0.</param>
    public int StartOf(long line)
    {
        int start = 0;
        for (; line > 0; line--)
        {
            int length = text.AsSpan(start).IndexOf((byte)'\n');
            if (length < 0)
            {
                break;
            }

            start += length + 1;
        }

        return start;
    }
}
