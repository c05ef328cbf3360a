using System.Globalization;
using Tracing.Reader;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Output;

/// <summary>Items as lines for a person: time, time since the line before, thread, event.</summary>
internal sealed class TextView(
    LineWriter output, TimeWriter time, ThreadTable threads, bool hasColour, bool showsSource = false, CounterTimes? counterTimes = null) : IItemWriter
{
    /// <summary>Columns of the thread's name that lines are kept below each other for.</summary>
    private const int MaxThreadWidth = 24;

    private readonly EventText _text = new();
    private long _last = long.MinValue;
    private int _threadWidth;

    public void Write(in TraceEvent item)
    {
        if (item.Kind != TraceItemKind.Event)
        {
            WriteOther(item);
            return;
        }

        WriteTime(item);
        TraceThread thread = threads.Of(item);
        if (hasColour)
        {
            WriteColoured(item, thread);
        }
        else
        {
            output.Write((byte)' ');
            output.Write(thread.Utf8Label);
            WritePadding(thread.Utf8Label.Length);
            _text.Write(item, output);
        }

        if (showsSource)
        {
            WriteSource(item.Class!);
        }

        output.EndLine();
    }

    private void WriteSource(TraceEventClass @class)
    {
        if (@class.SourceFile is null)
        {
            return;
        }

        if (hasColour)
        {
            output.Write(Palette.Faint);
        }

        output.Write("  ("u8);
        output.Write(@class.SourceFile);
        output.Write((byte)':');
        output.Write(@class.SourceLine.ToString(CultureInfo.InvariantCulture));
        output.Write((byte)')');
        if (hasColour)
        {
            output.Write(Palette.Reset);
        }
    }

    private void WriteTime(in TraceEvent item)
    {
        if (hasColour)
        {
            output.Write(Palette.Faint);
        }

        if (item.HasTimestamp)
        {
            long now = counterTimes is null ? item.Timestamp : counterTimes.At(item.Cycles);
            time.Write(now, output);
            output.Write((byte)' ');
            DeltaWriter.Write(_last == long.MinValue ? 0 : now - _last, output);
            _last = now;
        }
        else
        {
            WriteSpaces(time.Width + 1 + DeltaWriter.Width);
        }

        if (hasColour)
        {
            output.Write(Palette.Reset);
        }
    }

    private void WriteColoured(in TraceEvent item, TraceThread thread)
    {
        output.Write((byte)' ');
        output.Write(Palette.OfThread(thread.Index));
        output.Write(thread.Utf8Label);
        WritePadding(thread.Utf8Label.Length);
        int mark = output.Count;
        item.WriteText(output);

        // The event's name comes first; its colour ends behind it.
        int rest = output.Count - mark - System.Text.Encoding.UTF8.GetByteCount(item.Name);
        ReadOnlySpan<byte> reset = Palette.Reset;
        output.Write(reset);
        Span<byte> line = output.Since(mark);
        Span<byte> tail = line.Slice(line.Length - reset.Length - rest, rest + reset.Length);
        tail[..rest].CopyTo(tail[reset.Length..]);
        reset.CopyTo(tail);
    }

    private void WriteOther(in TraceEvent item)
    {
        WriteTime(item);
        output.Write(" "u8);
        if (hasColour)
        {
            output.Write(Palette.Red);
        }

        output.Write("*** "u8);
        item.WriteText(output);
        if (item.LostFrom is long from && item.LostTo is long to)
        {
            output.Write(" within "u8);
            output.Write(TraceTime.FormatDuration(to - from));
        }

        if (hasColour)
        {
            output.Write(Palette.Reset);
        }

        output.EndLine();
    }

    private void WritePadding(int used)
    {
        if (used > _threadWidth)
        {
            _threadWidth = Math.Min(used, MaxThreadWidth);
        }

        WriteSpaces(Math.Max(0, _threadWidth - used) + 1);
    }

    private void WriteSpaces(int count)
    {
        output.GetSpan(count)[..count].Fill((byte)' ');
        output.Advance(count);
    }
}
