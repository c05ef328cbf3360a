using Tracing.Writing;

namespace Tracing.Runtime.Losses;

/// <summary>
/// Which of a session's losses are told: each account's growth becomes a gap, and each gap is told once. Counts and times stay with the
/// producers until then, so an output that fails for long makes fewer and larger gaps, not more memory. Thread-safe; one teller at a time.
/// </summary>
internal sealed class LossLedger
{
    /// <summary>Gaps that are kept for <see cref="Recent"/>: some screens.</summary>
    private const int MaxRecent = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<LossKey, Told> _told = [];
    private readonly Queue<LossGap> _recent = [];

    /// <summary>Tells what was lost since the last time.</summary>
    /// <param name="accounts">The kinds of loss, as they stand now.</param>
    /// <param name="write">Writes the gaps; called if there are any. When it throws they are not told, and will be in the next ones.</param>
    public void Tell(IReadOnlyList<LossAccount> accounts, Action<IReadOnlyList<LossGap>> write)
    {
        List<LossGap> gaps = FindUntold(accounts);
        if (gaps.Count == 0)
        {
            return;
        }

        write(gaps);
        Keep(accounts, gaps);
    }

    /// <summary>Keeps what is not told for <see cref="Recent"/>: the accounts can no longer be read.</summary>
    public void Close(IReadOnlyList<LossAccount> accounts) => Tell(accounts, static _ => { });

    /// <summary>The last gaps, told or not, by their ends.</summary>
    /// <param name="accounts">The kinds of loss, as they stand now.</param>
    public IReadOnlyList<LossGap> Recent(IReadOnlyList<LossAccount> accounts)
    {
        LossGap[] told;
        lock (_gate)
        {
            told = [.. _recent];
        }

        return [.. told.Concat(FindUntold(accounts)).OrderBy(static gap => gap.End).TakeLast(MaxRecent)];
    }

    /// <summary>All that was lost since the session began, a gap for each kind.</summary>
    public IReadOnlyList<LossGap> Whole(IReadOnlyList<LossAccount> accounts)
    {
        lock (_gate)
        {
            return
            [
                .. from account in accounts
                   where account.Count > 0
                   let told = _told.GetValueOrDefault(account.Key)
                   select Gap(account, account.Count, told.Count > 0 ? told.Begin : account.Begin),
            ];
        }
    }

    private List<LossGap> FindUntold(IReadOnlyList<LossAccount> accounts)
    {
        lock (_gate)
        {
            return
            [
                .. from account in accounts
                   let told = _told.GetValueOrDefault(account.Key)

                   // Fewer than were told: read before the teller was faster.
                   where account.Count > told.Count
                   select Gap(account, account.Count - told.Count, told.Continues ? told.End : Math.Max(account.Begin, told.End)),
            ];
        }
    }

    private void Keep(IReadOnlyList<LossAccount> accounts, List<LossGap> gaps)
    {
        lock (_gate)
        {
            foreach (LossAccount account in accounts)
            {
                Told told = _told.GetValueOrDefault(account.Key);
                if (account.Count > told.Count)
                {
                    _told[account.Key] = new Told(account.Count, told.Count > 0 ? told.Begin : account.Begin, account.End, Forget(account));
                }
            }

            foreach (LossGap gap in gaps)
            {
                _recent.Enqueue(gap);
                if (_recent.Count > MaxRecent)
                {
                    _recent.Dequeue();
                }
            }
        }
    }

    // True if more was lost while it was told: the first one's time is forgotten then, so the next span goes on where this one ends.
    private static bool Forget(LossAccount account)
    {
        if (account.Key.Owner is not LossTable table)
        {
            return false;
        }

        ref LossCell cell = ref table[account.Key.Number];
        cell.Forget(account.Begin);
        bool continues = cell.Count > account.Count;
        GC.KeepAlive(table);
        return continues;
    }

    private static LossGap Gap(LossAccount account, ulong count, ulong begin) =>
        new(account.Channel, account.Stream, account.Event, account.Reason, (long)count, (long)Math.Min(begin, account.End), (long)account.End);

    /// <param name="Count">How many of the account.</param>
    /// <param name="Begin">Where its first span began.</param>
    /// <param name="End">Where its last span ended.</param>
    /// <param name="Continues">Whether its next span begins there.</param>
    private readonly record struct Told(ulong Count, ulong Begin, ulong End, bool Continues);
}
