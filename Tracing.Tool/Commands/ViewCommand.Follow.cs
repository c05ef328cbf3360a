using Tracing.Reader;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;
using Tracing.Tool.Live;

namespace Tracing.Tool.Commands;

/// <remarks>A trace that is still being written.</remarks>
internal static partial class ViewCommand
{
    private static int Follow(string path, TraceRequest request, ViewForm form, long limit)
    {
        using var signals = new StopSignals();
        var view = new FollowedView(request, form, limit);
        using FollowedTrace? trace = FollowedTrace.Open(path, request.Strict, signals);
        using var target = OutputTarget.Open(allowsPager: false);

        // Somebody waits for the lines: what is there is written before the next ones are waited for.
        while (trace is not null && trace.MoveNext(target.Lines.Flush) && view.Write(trace.Current, target.Lines))
        {
        }

        return view.HasProblems ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Writes the items that are wanted. What depends on the trace's begin is made at the first of them.</summary>
    private sealed class FollowedView(TraceRequest request, ViewForm form, long limit)
    {
        private readonly ThreadTable _threads = new();
        private readonly TraceFilter? _filter = request.ParseFilter();
        private EventSelection? _selection;
        private IItemWriter? _writer;
        private long _left = CheckTimes(request, limit);

        /// <summary>Whether anything was wrong with the trace.</summary>
        public bool HasProblems { get; private set; }

        /// <summary>Writes an item if it is wanted; false if no more are.</summary>
        public bool Write(in TraceEvent item, LineWriter lines)
        {
            if (item.Kind == TraceItemKind.Problem)
            {
                lines.Flush();
                Messages.Error(item.Problem!.ToString());
                HasProblems = true;
                return true;
            }

            if (_selection is null)
            {
                Begin(item.Timestamp, lines);
            }

            if (item.HasTimestamp && item.Timestamp >= _selection!.To)
            {
                return false;
            }

            bool isWanted = (!item.HasTimestamp || item.Timestamp >= _selection!.From)
                && (item.Kind != TraceItemKind.Event || _selection!.Matches(item, _threads));
            if (isWanted)
            {
                if (item.Kind == TraceItemKind.Event && _left-- <= 0)
                {
                    return false;
                }

                _writer!.Write(item);
            }

            return _left > 0;
        }

        /// <summary>A time that is none is told before anything is waited for.</summary>
        private static long CheckTimes(TraceRequest request, long limit)
        {
            _ = TimeOf(request.From, "--from", 0, request, 0);
            _ = TimeOf(request.To, "--to", 0, request, 0);
            return limit;
        }

        private static long TimeOf(string? text, string option, long begin, TraceRequest request, long otherwise) =>
            text is null ? otherwise : TimeArgument.Parse(text, option, begin, request.Time);

        private void Begin(long begin, LineWriter lines)
        {
            _selection = new EventSelection
            {
                Patterns = request.Events,
                ThreadIds = request.ThreadIds,
                Filter = _filter,
                From = TimeOf(request.From, "--from", begin, request, long.MinValue),
                To = TimeOf(request.To, "--to", begin, request, long.MaxValue),
            };
            _writer = MakeWriter(form, lines, _threads, new TimeWriter(request.Time, begin));
        }
    }
}
