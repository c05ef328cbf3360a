using Tracing.Runtime.Consumer;
using Tracing.Runtime.Losses;
using Tracing.Runtime.Output;
using Tracing.Runtime.OwnEvents;
using Tracing.Runtime.RingBuffer;

namespace Tracing.Runtime;

/// <remarks>The loss ledger: what is lost becomes records of the session's own stream (docs/loss.md).</remarks>
public sealed partial class TraceSession
{
    private readonly LossLedger _losses = new();
    private readonly OwnStream _ownStream = new();

    /// <summary>Whether own events could not be written, and are to be tried at the next round.</summary>
    private bool _ownStreamFails;

    /// <summary>Tells what was lost since the last time. Only under <see cref="_drain"/>.</summary>
    /// <param name="isFinal">Whether nobody emits any more: then what was overwritten is told too, which is one span from the beginning on.</param>
    /// <returns>What went wrong with the output, if anything did; then it is told the next time.</returns>
    private Exception? TellLosses(bool isFinal)
    {
        var accounts = new List<LossAccount>();
        foreach (TraceChannel channel in _channels)
        {
            accounts.AddRange(ChannelLosses.OfProducers(channel));
            if (isFinal && channel.Overwrites)
            {
                accounts.AddRange(ChannelLosses.OfRings(channel, channel.Rings.Count(), isFinal: false));
            }
        }

        return TellLosses(accounts);
    }

    private Exception? TellLosses(List<LossAccount> accounts)
    {
        try
        {
            _losses.Tell(accounts, gaps =>
            {
                if ((_mailbox ?? _output) is { } output)
                {
                    _ownStream.Append(output, _traceId, LossRecords.Write(gaps, _ownStream), LossRecords.Streamless(accounts));
                }
            });
            _ownStreamFails = false;
            return null;
        }
        catch (Exception exception)
        {
            // Whatever it is, the app goes on, and the losses stay with their counters.
            _ownStreamFails = true;
            return exception;
        }
    }

    /// <summary>
    /// The last thing that is told, when the session is disposed of: what an output that fails has kept in the rings will never be written. Until then the
    /// session could be started again, with an output that has recovered. Only under <see cref="_drain"/>.
    /// </summary>
    /// <returns>The final counts.</returns>
    private ChannelStatistics[] CloseLosses()
    {
        var accounts = new List<LossAccount>();
        ChannelStatistics[] statistics = [.. _channels.Select(channel => channel.GetStatistics(isFinal: !_isLent, accounts))];
        if (_isLent)
        {
            TellLosses(accounts);
        }
        else if (_output is { } output)
        {
            foreach (TraceChannel channel in _channels.Where(static channel => !channel.Overwrites))
            {
                ReportUnwritten(channel, output);
            }

            TellLosses(accounts);
        }

        _losses.Close(accounts);
        return statistics;
    }

    private void ReportUnwritten(TraceChannel channel, ITraceOutput output)
    {
        foreach (ChannelRing ring in channel.Rings.All)
        {
            try
            {
                ring.ReportUnwritten(output, _traceId);
            }
            catch (Exception exception)
            {
                // The output still fails, as Statistics.OutputError says.
                RuntimeEvents.Report(log => log.OutputFailed(Name, $"Channel '{channel.Name}': {exception.Message}"));
            }
        }
    }

    private void WriteLosses(ITraceOutput snapshot, Guid id, IEnumerable<TraceChannel> channels)
    {
        var accounts = new List<LossAccount>();
        foreach (TraceChannel channel in channels)
        {
            _ = channel.GetStatistics(isFinal: false, accounts);
        }

        IReadOnlyList<LossGap> gaps = _losses.Whole(accounts);
        if (gaps.Count > 0)
        {
            // Nothing is counted as discarded: it was lost before what the snapshot shows, as far as it was lost in those streams.
            using var stream = new OwnStream();
            stream.Append(snapshot, id, LossRecords.Write(gaps, stream), lost: 0);
        }
    }
}
