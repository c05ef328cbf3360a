using Tracing.Reader;
using Tracing.Tool.Output;
using Tracing.Tool.Reading;

namespace Tracing.Tool.Analysis;

/// <summary>Counts the events of shares of streams, one share after the other, in one thread.</summary>
internal sealed class ShareCollector
{
    /// <summary>Event ids that are looked up in an array.</summary>
    private const int DirectIds = 1024;

    private readonly TraceInput _input;
    private readonly ProgressMeter _progress;
    private readonly EventSelection _selection;
    private readonly ThreadTable _threads = new();
    private readonly (TraceEventClass? Class, Tally Tally)[] _direct = new (TraceEventClass?, Tally)[DirectIds];
    private readonly Dictionary<TraceThread, Tally> _byThread = [];
    private StreamStatistics _stream = new();
    private TraceThread? _thread;
    private Tally? _threadTally;
    private string? _packetFile;
    private long _packetNumber = -1;
    private long _packetEvents;
    private PacketStatistics _packet;

    public ShareCollector(TraceInput input, ProgressMeter progress)
    {
        _input = input;
        _progress = progress;
        _selection = input.Selection.Copy();
        Result = new TraceStatistics(input.Begin);
    }

    public TraceStatistics Result { get; }

    /// <summary>Counts a share.</summary>
    public void Collect(TraceStream stream, int part, int parts)
    {
        _stream = Result.OfStream(stream.Path);
        int untilReport = ProgressMeter.ReportEach;
        foreach (TraceEvent item in _input.Reader.ItemsOf(stream, part, parts))
        {
            if (item.Kind == TraceItemKind.Event)
            {
                Count(item);
                if (--untilReport == 0)
                {
                    untilReport = ProgressMeter.ReportEach;
                    _progress.Report(item);
                }
            }
            else if (item.Kind != TraceItemKind.Problem)
            {
                Result.Losses.Add(new Loss(item.Kind == TraceItemKind.LostPackets, item.LostCount, stream.Path, item.LostFrom, item.LostTo));
            }
            else
            {
                Result.Problems.Add(item.Problem!);
            }
        }

        EndPacket();
    }

    private void Count(in TraceEvent item)
    {
        if (!_selection.Matches(item, _threads))
        {
            return;
        }

        TracePacket packet = item.Packet!.Value;
        if (packet.Number != _packetNumber || !ReferenceEquals(packet.File, _packetFile))
        {
            EndPacket();

            // Taken now: the packet is a view of the head that the cursor reads next.
            _packet = new PacketStatistics(packet.File, packet.Number, packet.BeginTime, packet.EndTime, packet.SizeBytes, packet.ContentSizeBits, 0);
            _packetFile = packet.File;
            _packetNumber = packet.Number;
        }

        _packetEvents++;
        int bits = item.RecordSizeBits;
        Tally tally = TallyOf(item.Class!);
        TraceThread thread = _threads.Of(item);
        if (!ReferenceEquals(thread, _thread))
        {
            _thread = thread;
            if (!_byThread.TryGetValue(thread, out _threadTally))
            {
                _threadTally = Result.OfThread(thread);
                _byThread.Add(thread, _threadTally);
            }
        }

        if (item.HasTimestamp)
        {
            long time = item.Timestamp;
            tally.Add(bits, time);
            _threadTally!.Add(bits, time);
            Result.First = Math.Min(Result.First, time);
            Result.Last = Math.Max(Result.Last, time);
        }
        else
        {
            tally.Add(bits);
            _threadTally!.Add(bits);
        }
    }

    private Tally TallyOf(TraceEventClass @class)
    {
        ref (TraceEventClass? Class, Tally Tally) entry = ref _direct[@class.Id % DirectIds];
        if (!ReferenceEquals(entry.Class, @class))
        {
            entry = (@class, Result.OfEvent(@class.Name));
        }

        return entry.Tally;
    }

    private void EndPacket()
    {
        if (_packetFile is not null)
        {
            _stream.Packets.Add(_packet with { Events = _packetEvents });
        }

        _packetFile = null;
        _packetNumber = -1;
        _packetEvents = 0;
    }
}
