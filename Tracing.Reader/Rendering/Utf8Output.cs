using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Tracing.Reader.Rendering;

/// <summary>Writes UTF-8 text without allocating.</summary>
internal readonly ref struct Utf8Output(IBufferWriter<byte> destination)
{
    /// <summary>Bytes that any number, date or Guid in its default form fits in.</summary>
    private const int MaxFormatted = 512;

    public void Write(ReadOnlySpan<byte> utf8) => destination.Write(utf8);

    public void Write(byte character)
    {
        destination.GetSpan(1)[0] = character;
        destination.Advance(1);
    }

    public void Write<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        if (value.TryFormat(destination.GetSpan(MaxFormatted), out int written, format, CultureInfo.InvariantCulture))
        {
            destination.Advance(written);
        }
    }

    public void Write(string text) => Write(text.AsSpan());

    public void Write(ReadOnlySpan<char> text)
    {
        Span<byte> span = destination.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        destination.Advance(Encoding.UTF8.GetBytes(text, span));
    }

    /// <summary>Writes blanks.</summary>
    /// <param name="count">How many; none if it is negative.</param>
    public void Fill(int count)
    {
        for (; count > 0; count--)
        {
            Write((byte)' ');
        }
    }

    /// <summary>Writes bytes of a trace that are meant to be UTF-8.</summary>
    public void WriteChecked(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            Write(bytes);
        }
        else
        {
            Write(Encoding.UTF8.GetString(bytes));
        }
    }

    /// <summary>Writes text in quotes; what would break the line or the quotes is escaped.</summary>
    public void WriteQuoted(ReadOnlySpan<byte> bytes)
    {
        Write((byte)'"');
        if (!Utf8.IsValid(bytes))
        {
            bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));
        }

        while (true)
        {
            int special = IndexOfSpecial(bytes);
            if (special < 0)
            {
                break;
            }

            Write(bytes[..special]);
            WriteEscaped(bytes[special]);
            bytes = bytes[(special + 1)..];
        }

        Write(bytes);
        Write((byte)'"');
    }

    private static readonly SearchValues<byte> s_special = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(static c => (byte)c), (byte)'"', (byte)'\\', 0x7F]);

    private static int IndexOfSpecial(ReadOnlySpan<byte> bytes) => bytes.IndexOfAny(s_special);

    private void WriteEscaped(byte character)
    {
        switch (character)
        {
            case (byte)'"':
                Write("\\\""u8);
                break;
            case (byte)'\\':
                Write("\\\\"u8);
                break;
            case (byte)'\n':
                Write("\\n"u8);
                break;
            case (byte)'\r':
                Write("\\r"u8);
                break;
            case (byte)'\t':
                Write("\\t"u8);
                break;
            default:
                Write("\\x"u8);
                Write(character, "x2");
                break;
        }
    }
}
