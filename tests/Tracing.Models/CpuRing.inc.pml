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

/* Step 4 with another's claim. A word that changed meanwhile makes the exchange fail. */
inline confirm()
{
  d_step { theirs = claim[before].position; theirState = claim[before].state };
  if
  :: d_step {
      theirState == INTENT && theirs < position ->
      if :: claim[before].state == INTENT && claim[before].position == theirs -> claim[before].state = CONFIRMED :: else fi
    }
  :: !(theirState == INTENT && theirs < position)
  fi;
  d_step { theirs = 0; theirState = 0 }
}

proctype Producer(byte me)
{
  byte id = me * RECORDS + 1, position, before, newEnd, next, theirs, theirState, told;
  bool spans, stale, won;

again: skip;
#ifdef FAULT_EARLY_CLOCK
  readClock(me);
#endif
  /* 1 */
  d_step { position = reserved; before = owner };
#ifndef FAULT_EARLY_CLOCK
  readClock(me);
#endif

  d_step {
    spans = position % S + SIZE(id) > USABLE;
    next = (spans -> position / S + 1 : 0);
    newEnd = (spans -> next * S : position) + SIZE(id)
  };
  if
  :: spans ->
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
  :: else
  fi;

  /* 4 */
#if defined(FAULT_LATE_CLAIM)
#elif defined(FAULT_CLAIM_NO_RELEASE)
  d_step { claim[me].position = position; claim[me].state = INTENT };
  claim[me].end = newEnd;
#else
  claim[me].end = newEnd;
  d_step { claim[me].position = position; claim[me].state = INTENT };
#endif
#ifndef FAULT_NO_CONFIRM
  if
  :: before < P && before != me -> confirm()
  :: else
  fi;
#endif

  /* 5 */
  d_step {
    won = reserved == position && owner == before;
    before = 0;
    if
    :: won ->
      reserved = newEnd; owner = me;
      useTime(me);
      positionOf[id] = newEnd - SIZE(id)
    :: else -> time[me] = 0; position = 0; newEnd = 0; next = 0; spans = false
    fi
  };
  if
  :: !won -> goto again
  :: else
  fi;
#ifdef FAULT_LATE_CLAIM
  claim[me].end = newEnd;
  d_step { claim[me].position = position; claim[me].state = INTENT };
#endif

  /* 6 */
  if
  :: spans ->
#ifdef FAULT_LATE_SEQUENCE_BUMP
    round[PLACE(next)] = next + N;
#endif
#ifdef FAULT_REORDERED_CLOSE
    commit[PLACE(next - 1)] = commit[PLACE(next - 1)] + S - position % S;
#endif
    told = discarded;
    d_step { content[PLACE(next - 1)] = position % S; lost[PLACE(next - 1)] = told; told = 0 };
#ifndef FAULT_REORDERED_CLOSE
    commit[PLACE(next - 1)] = commit[PLACE(next - 1)] + S - position % S;
#endif
  :: else
  fi;
  d_step { spans = false; next = 0; position = 0 };

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
  UNIT(newEnd - SIZE(id)) = id;
  if
  :: SIZE(id) > 1 -> UNIT(newEnd - 1) = id
  :: else
  fi;
#ifndef FAULT_REORDERED_PUBLISH
  claim[me].state = COMMITTING;
  commit[PLACE(newEnd / S)] = commit[PLACE(newEnd / S)] + SIZE(id);
#endif
  d_step { claim[me].state = FREE; claim[me].position = 0; returned = returned | (1 << id) };
  goto next_record;

no_room: skip;
#ifndef FAULT_STALE_DISCARD
  if
  :: d_step { reserved / S != position / S -> stale = false }; time[me] = 0; goto again
  :: reserved / S == position / S
  fi;
#endif
  d_step { assert(!stale); discarded++; claim[me].state = FREE; claim[me].position = 0; time[me] = 0 };

next_record: skip;
  d_step { position = 0; before = 0; newEnd = 0; next = 0; spans = false; won = false; stale = false };
  if
  :: id % RECORDS != 0 -> id++; goto again
  :: else
  fi;

ended:
  finished++
}
