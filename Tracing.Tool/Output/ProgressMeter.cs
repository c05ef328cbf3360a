using System.Diagnostics;
using System.Globalization;
using Tracing.Reader;

namespace Tracing.Tool.Output;

/// <summary>
/// A bar on standard error with how much of a trace is done and how long the rest will take; only at a terminal, and only
/// for work that lasts. Several threads may report.
/// </summary>
internal sealed class ProgressMeter
{
    private const long FirstShownAfterMs = 700;
    private const long ShownEachMs = 150;
    private const int BarWidth = 30;

    private static readonly Lock s_lock = new();
    private static bool s_isShown;

    private readonly long[] _doneOfStream;
    private readonly long _totalBytes;
    private readonly bool _isEnabled;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _nextMs = FirstShownAfterMs;

    /// <summary>A meter for reading a trace once.</summary>
    /// <param name="reader">The trace.</param>
    /// <param name="totalBytes">Bytes of its stream files.</param>
    /// <param name="isEnabled">False where the output itself goes to the terminal.</param>
    public ProgressMeter(TraceReader reader, long totalBytes, bool isEnabled = true)
    {
        _doneOfStream = new long[reader.Streams.Count];
        _totalBytes = Math.Max(1, totalBytes);
        _isEnabled = isEnabled && Terminal.IsError;
    }

    /// <summary>Items between two reports: so that reporting costs nothing.</summary>
    public const int ReportEach = 1 << 13;

    /// <summary>Says where the reading is.</summary>
    public void Report(in TraceEvent item)
    {
        if (!_isEnabled || item.Packet is not { } packet || (uint)item.Stream.Index >= (uint)_doneOfStream.Length)
        {
            return;
        }

        lock (s_lock)
        {
            _doneOfStream[item.Stream.Index] = packet.Offset + packet.SizeBytes;
            if (_watch.ElapsedMilliseconds >= _nextMs)
            {
                _nextMs = _watch.ElapsedMilliseconds + ShownEachMs;
                Show(Math.Min(1, (double)_doneOfStream.Sum() / _totalBytes));
            }
        }
    }

    /// <summary>Shows a line in the bar's place, cut to the terminal's width.</summary>
    public static void Show(string line)
    {
        lock (s_lock)
        {
            Console.Error.Write($"\r{(line.Length < Terminal.ErrorWidth ? line : line[..(Terminal.ErrorWidth - 1)])}\e[K");
            s_isShown = true;
        }
    }

    /// <summary>Takes the bar away, so that something else can be written.</summary>
    public static void Clear()
    {
        lock (s_lock)
        {
            if (s_isShown)
            {
                Console.Error.Write("\r\e[K");
                s_isShown = false;
            }
        }
    }

    private void Show(double done)
    {
        int filled = (int)(done * BarWidth);
        string rest = done > 0 ? TraceTime.FormatDuration(_watch.Elapsed.TotalNanoseconds * (1 - done) / done) : "?";
        Console.Error.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"\r{new string('█', filled)}{new string('░', BarWidth - filled)} {done * 100,3:0} %, {rest} to go\e[K"));
        s_isShown = true;
    }
}
