/* The thread ring's words and its producer, after ThreadRing.cs and RecordWriter.cs, on a machine that reorders stores.
 *
 * What the producer stores goes into a buffer, from which a process of its own brings it to memory in any order, but: two stores to
 * one word stay in order, and a release store waits for all before it (later ones may pass it, as on arm64). A fence waits until
 * the buffer is empty. A unit of the ring holds the id of its record, so a stale or missing unit shows; ids are the records' times.
 * d_step joins what one process alone can see. Who includes this defines RECORDS, S, N, SIZE(id), OVERWRITES. */

#define USABLE (S - 1)
#define PLACE(number) ((number) % N)

/* Words in memory. Number holds number + 1, so that none is 0. */
#define COMMITTED 0
#define LAST_TIME 1
#define DISCARDED 2
#define NUMBER(n) (3 + PLACE(n))
#define BEGIN(n) (3 + N + PLACE(n))
#define END(n) (3 + 2 * N + PLACE(n))
#define LOST(n) (3 + 3 * N + PLACE(n))
#define CONTENT(n) (3 + 4 * N + PLACE(n))
#define UNIT(p) (3 + 5 * N + PLACE((p) / S) * S + (p) % S)
#define WORDS (3 + 5 * N + N * S)

byte memory[WORDS];
byte consumed;

/* Ghosts: where each record is, whose call has returned, whether the producer has ended. */
byte positionOf[RECORDS + 1];
int returned;
bool finished;

#define CAPACITY 5
typedef Store { byte word; byte value; bool release };
Store pending[CAPACITY];
byte count;

#define append(w, v, r) \
  d_step { count < CAPACITY -> pending[count].word = w; pending[count].value = v; pending[count].release = r; count++ }

#define store(w, v) append(w, v, false)

#define release(w, v) append(w, v, true)

#if defined(FAULT_NO_FENCE)
#define fence skip
#else
#define fence count == 0
#endif

hidden byte k;

#define FREE_TO_GO(e) \
  (count > e && (e == 0 || !pending[e].release) \
    && (e < 1 || pending[0].word != pending[e].word) && (e < 2 || pending[1].word != pending[e].word) \
    && (e < 3 || pending[2].word != pending[e].word) && (e < 4 || pending[3].word != pending[e].word))

inline go(e)
{
  memory[pending[e].word] = pending[e].value;
  count--;
  for (k : e .. CAPACITY - 2) {
    if
    :: k < count -> pending[k].word = pending[k + 1].word; pending[k].value = pending[k + 1].value; pending[k].release = pending[k + 1].release
    :: else
    fi
  }
  pending[count].word = 0; pending[count].value = 0; pending[count].release = false; k = 0
}

proctype Memory()
{
end: do
  :: d_step { FREE_TO_GO(0) -> go(0) }
  :: d_step { FREE_TO_GO(1) -> go(1) }
  :: d_step { FREE_TO_GO(2) -> go(2) }
  :: d_step { FREE_TO_GO(3) -> go(3) }
  :: d_step { FREE_TO_GO(4) -> go(4) }
  od
}

proctype Producer()
{
  byte id = 1, next, number, seen, discarded, last;
  bool switches;

  do
  :: id > RECORDS -> break
  :: id <= RECORDS ->
    d_step {
      number = next / S;
      switches = next % S + SIZE(id) > USABLE
    };
    if
    :: switches ->
      seen = consumed;
      if
#if !OVERWRITES && !defined(FAULT_NO_CONSUMED_CHECK)
      :: number + 1 >= N && seen < (number + 2 - N) * S ->
        d_step { seen = 0; discarded++ };
        store(DISCARDED, discarded);
        goto next_record
      :: else ->
#else
      :: true ->
#endif
        seen = 0;
        store(END(number), last);
        store(LOST(number), discarded);
        store(CONTENT(number), next % S);
#ifndef FAULT_LATE_SEQUENCE_BUMP
        store(NUMBER(number + 1), number + 2);
        fence;
#endif
        store(BEGIN(number + 1), id);
        store(LAST_TIME, id);
        d_step { next = (number + 1) * S };
#ifdef FAULT_SWITCH_NO_RELEASE
        store(COMMITTED, next)
#else
        release(COMMITTED, next)
#endif
      fi
    :: else
    fi;
#ifdef FAULT_REORDERED_PUBLISH
    release(COMMITTED, next + SIZE(id));
#endif
    store(UNIT(next), id);
    if
    :: SIZE(id) > 1 -> store(UNIT(next + 1), id)
    :: else
    fi;
#ifdef FAULT_LATE_SEQUENCE_BUMP
    if
    :: switches -> store(NUMBER(next / S), next / S + 1); fence
    :: else
    fi;
#endif
#ifdef FAULT_PLAIN_TIME
    store(LAST_TIME, id);
#else
    release(LAST_TIME, id);
#endif
    d_step { positionOf[id] = next; next = next + SIZE(id); last = id };
#if defined(FAULT_COMMIT_NO_RELEASE)
    store(COMMITTED, next);
#elif !defined(FAULT_REORDERED_PUBLISH)
    release(COMMITTED, next);
#endif
    returned = returned | (1 << id);
next_record: skip;
    d_step { switches = false; id++ }
  od;
  finished = true
}
