/* The CPU ring's words and its producers, after docs/cpu-ring.md; the steps' numbers are those of that page.
 *
 * A statement is one step of the machine's memory; d_step joins what a machine does at once, what one process alone can see, and
 * what only the checks need ("ghost"). Positions, numbers and counts are small and do not wrap. A unit of the ring holds the id of
 * the record that it belongs to, so a stale or missing unit shows. Who includes this defines P, RECORDS, S, N, SIZE(id), OVERWRITES. */

#define USABLE (S - 1)
#define PLACE(number) ((number) % N)
#define ROUND_BEGIN(number) ((number) / N * S)
#define ROUND_END(number) (((number) / N + 1) * S)
#define UNIT(p) data[PLACE((p) / S) * S + (p) % S]
#define NOBODY 100
#define STAMP 101
#define IDS (P * RECORDS + 1)

#define FREE 0
#define INTENT 1
#define CONFIRMED 2
#define COMMITTING 3

/* Reserved is one word: both halves change in one step. */
byte reserved, owner = NOBODY;
/* Round holds number + N, so that a place's first old number is not negative. */
byte round[N];
/* Commit: bytes. The record count beside it decides nothing. */
byte commit[N];
byte content[N], lost[N];
byte consumed, discarded;
byte data[N * S];

/* A claim's word is position and state. */
typedef Claim { byte position; byte state; byte end };
Claim claim[P];

/* Ghosts: where each record is, whose call has returned, and how many producers have ended. */
byte positionOf[IDS];
int returned;
byte finished;
/* Producer 0's thread ended between reserve and commit of its first record. */
bool thrown;

/* Times, as far as order goes: 0 is older than the last reservation or stamp, and of the others the larger is the later one.
 * The producers' and, behind them, the consumer's. */
byte time[P + 1];
hidden byte x, y;

inline readClock(who)
{
  d_step {
    time[who] = 0;
    for (x : 0 .. P) { if :: x != who && time[x] > y -> y = time[x] :: else fi }
    time[who] = y + 1; x = 0; y = 0
  }
}

/* Ghost, within the step that reserves or stamps: times in a stream never step back. */
inline useTime(who)
{
  assert(time[who] != 0);
  y = time[who];
  for (x : 0 .. P) { time[x] = (time[x] > y -> time[x] - y : 0) }
  x = 0; y = 0
}

proctype Producer(byte me)
{
  byte id = me * RECORDS + 1, position, before, newEnd, next, theirs, told;
  bool spans, stale;

again:
#ifdef FAULT_EARLY_CLOCK
  atomic { readClock(me) };
#endif
  /* 1 */
  atomic { position = reserved; before = owner };
#ifndef FAULT_EARLY_CLOCK
  readClock(me);
#endif

  if
  :: d_step { position % S + SIZE(id) <= USABLE -> newEnd = position + SIZE(id) }
  :: d_step { position % S + SIZE(id) > USABLE -> spans = true; next = position / S + 1; newEnd = next * S + SIZE(id) };
    /* 3 */
#ifndef FAULT_NO_PLACE_CHECK
    if
    :: d_step { commit[PLACE(next)] != ROUND_BEGIN(next) -> stale = reserved / S != position / S }; goto no_room
    :: commit[PLACE(next)] == ROUND_BEGIN(next)
    fi;
#endif
#if !OVERWRITES && !defined(FAULT_NO_CONSUMED_CHECK)
    if
    :: d_step { next >= N && consumed < (next - N + 1) * S -> stale = reserved / S != position / S }; goto no_room
    :: next < N || consumed >= (next - N + 1) * S
    fi;
#endif
#if !defined(FAULT_NO_SEQUENCE_BUMP) && !defined(FAULT_LATE_SEQUENCE_BUMP)
    d_step { if :: round[PLACE(next)] == next -> round[PLACE(next)] = next + N :: else fi }
#endif
  fi;

  /* 4: end and word of one's own claim, then the owner's word is read, and exchanged if it is still the same. */
#ifndef FAULT_LATE_CLAIM
  claim[me].end = newEnd;
  d_step { claim[me].position = position; claim[me].state = INTENT };
#endif
#ifndef FAULT_NO_CONFIRM
  if
  :: d_step {
      before < P && before != me && claim[before].state == INTENT && claim[before].position < position ->
      theirs = claim[before].position
    };
    d_step {
      if
      :: claim[before].state == INTENT && claim[before].position == theirs -> claim[before].state = CONFIRMED
      :: else
      fi;
      theirs = 0
    }
  :: !(before < P && before != me && claim[before].state == INTENT && claim[before].position < position)
  fi;
#endif

  /* 5 */
  if
  :: d_step {
      reserved == position && owner == before ->
      reserved = newEnd; owner = me;
      useTime(me);
      positionOf[id] = newEnd - SIZE(id); before = 0
    }
  :: d_step {
      !(reserved == position && owner == before) ->
      time[me] = 0; position = 0; before = 0; newEnd = 0; next = 0; spans = false
    };
    goto again
  fi;
#ifdef FAULT_LATE_CLAIM
  claim[me].end = newEnd;
  d_step { claim[me].position = position; claim[me].state = INTENT };
#endif

  /* 6 */
  if
  :: d_step { !spans -> position = 0 }
  :: spans ->
#ifdef FAULT_LATE_SEQUENCE_BUMP
    round[PLACE(next)] = next + N;
#endif
#ifdef FAULT_REORDERED_CLOSE
    commit[PLACE(next - 1)] = commit[PLACE(next - 1)] + S - position % S;
#endif
#if !OVERWRITES
    told = discarded;
#endif
    d_step { content[PLACE(next - 1)] = position % S; lost[PLACE(next - 1)] = told; told = 0 };
    d_step {
#ifndef FAULT_REORDERED_CLOSE
      commit[PLACE(next - 1)] = commit[PLACE(next - 1)] + S - position % S;
#endif
      spans = false; next = 0; position = 0
    }
  fi;

#ifdef THROWS
  if
  :: id == 1 -> thrown = true; goto ended
  :: else
  fi;
#endif

  /* 7 */
#ifdef FAULT_REORDERED_PUBLISH
  commit[PLACE(newEnd / S)] = commit[PLACE(newEnd / S)] + SIZE(id);
#endif
#ifdef FAULT_EARLY_COMMITTING
  claim[me].state = COMMITTING;
#endif
  if
  :: d_step { SIZE(id) == 1 -> UNIT(newEnd - 1) = id }
  :: d_step { SIZE(id) == 2 -> UNIT(newEnd - 2) = id };
    UNIT(newEnd - 1) = id
  fi;
#ifndef FAULT_REORDERED_PUBLISH
  claim[me].state = COMMITTING;
  d_step { commit[PLACE(newEnd / S)] = commit[PLACE(newEnd / S)] + SIZE(id); newEnd = 0 };
#endif
  d_step { claim[me].state = FREE; claim[me].position = 0; returned = returned | (1 << id); newEnd = 0; id++ };
  goto next_record;

no_room:
#ifndef FAULT_STALE_DISCARD
  if
  :: atomic { reserved != position -> d_step { position = 0; before = 0; newEnd = 0; next = 0; spans = false; stale = false; time[me] = 0 }; goto again }
  :: reserved == position
  fi;
#endif
  atomic {
    assert(!stale); discarded++; claim[me].state = FREE; claim[me].position = 0;
    position = 0; before = 0; newEnd = 0; next = 0; spans = false; time[me] = 0; id++
  };

next_record:
  if
  :: (id - 1) % RECORDS != 0 -> goto again
  :: else
  fi;

ended:
  finished++
}
