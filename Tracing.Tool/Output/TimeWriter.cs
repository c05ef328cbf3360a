using System.Runtime.CompilerServices;

namespace Tracing.Tool.Output;

/// <summary>Writes times with nanoseconds. What stays the same for a whole second is formatted once.</summary>
internal sealed class TimeWriter(TimeStyle style, long begin)
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int NanosecondDigits = 9;

    private readonly byte[] _prefix = new byte[32];
    private int _prefixLength;
    private long _second = long.MinValue;

    /// <summary>Columns that a time takes, at least.</summary>
    public int Width => style switch
    {
        TimeStyle.Relative => 15,
        TimeStyle.Raw => 19,
        _ => "HH:mm:ss.".Length + NanosecondDigits,
    };

    /// <summary>Writes a time.</summary>
    /// <param name="time">ns since the clock's origin.</param>
    /// <param name="output">Where to.</param>
    public void Write(long time, LineWriter output)
    {
        if (style == TimeStyle.Raw)
        {
            _ = time.TryFormat(output.GetSpan(Digits.MaxLength), out int length);
            output.Advance(length);
            return;
        }

        Span<byte> span = output.GetSpan(_prefix.Length + NanosecondDigits + 1);
        long shown = style == TimeStyle.Relative ? time - begin : time;
        if (style == TimeStyle.Relative && shown < 0)
        {
            // Before what was first: only in a trace that steps back.
            output.Write((byte)'-');
            shown = -shown;
            span = output.GetSpan(_prefix.Length + NanosecondDigits + 1);
        }

        (long second, long rest) = Math.DivRem(shown, NanosecondsPerSecond);
        if (rest < 0)
        {
            second--;
            rest += NanosecondsPerSecond;
        }

        if (second != _second)
        {
            FormatSecond(second);
        }

        _prefix.AsSpan(0, _prefixLength).CopyTo(span);
        span[_prefixLength] = (byte)'.';
        Digits.WriteNine((uint)rest, span[(_prefixLength + 1)..]);
        output.Advance(_prefixLength + 1 + NanosecondDigits);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FormatSecond(long second)
    {
        _second = second;
        if (style == TimeStyle.Relative)
        {
            // Five digits keep the columns of a trace of a day below each other.
            _ = second.TryFormat(_prefix, out _prefixLength);
            int missing = Math.Max(0, 5 - _prefixLength);
            _prefix.AsSpan(0, _prefixLength).CopyTo(_prefix.AsSpan(missing));
            _prefix.AsSpan(0, missing).Fill((byte)' ');
            _prefixLength += missing;
            return;
        }

        _ = TraceTime.ToDateTime(second, style).TryFormat(_prefix, out _prefixLength, "HH:mm:ss");
    }
}
