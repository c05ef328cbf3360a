/* A CPU ring that overwrites: its producers, and a snapshot at any moment. Recovery is checked in every state too.
 *
 * VARIANT THREE_PRODUCERS: three producers with one record each, instead of two with two
 * VARIANT THROWS: the first producer's thread ends between reserve and commit
 *
 * FAULT_EARLY_CLOCK: the clock is read before Reserved
 * FAULT_STALE_DISCARD: a record is discarded without a second look whether Reserved has moved on
 * FAULT_NO_PLACE_CHECK: a place is taken though somebody still writes there
 * FAULT_NO_SEQUENCE_BUMP: Round is never moved
 * FAULT_LATE_SEQUENCE_BUMP: Round is moved after the exchange of Reserved
 * FAULT_NO_CONFIRM: the claim of Reserved's owner is not confirmed
 * FAULT_LATE_CLAIM: the claim is stored after the exchange of Reserved
 * FAULT_REORDERED_PUBLISH: the record is committed before it is written (a missing release)
 * FAULT_EARLY_COMMITTING: the claim says that the record is written before it is (a missing release)
 * FAULT_OWNER_IGNORED: recovery takes only confirmed claims for lost records
 * FAULT_CLAIMS_FIRST: the snapshot reads Reserved after the claims
 * FAULT_CHANGED_CLAIM_SKIPPED: a claim that changed while it was read is not read again
 * FAULT_NO_SECOND_LOOK_AT_CLAIM: nobody looks whether a claim changed while it was read
 * FAULT_ANY_INTENT: every intent is a hole, also one whose exchange failed
 * FAULT_EARLY_CONTENT_SIZE: the content size is read before the claims
 * FAULT_NO_SECOND_LOOK: the snapshot does not look at Round after the copy */
#ifdef THREE_PRODUCERS
#define P 3
#define RECORDS 1
#define SIZE(id) 1
#else
#define P 2
#define RECORDS 2
#define SIZE(id) (1 + (id) % 2)
#endif
#define S 3
#define N 2
#define OVERWRITES 1
#define EXCUSED(id) (round[PLACE(positionOf[id] / S)] != positionOf[id] / S + N)
#include "CpuRing.inc.pml"
#include "CpuRingRecovery.inc.pml"

#ifdef FAULT_NO_SECOND_LOOK_AT_CLAIM
#define SAME_WORD true
#else
#define SAME_WORD (at == claim[c].position && state == claim[c].state)
#endif

#ifdef FAULT_ANY_INTENT
#define IS_HOLE (state == INTENT || state == CONFIRMED)
#else
#define IS_HOLE (state == CONFIRMED || state == INTENT && before == c && at < position)
#endif

#ifdef FAULT_NO_SECOND_LOOK
#define UNCHANGED true
#else
#define UNCHANGED (round[PLACE(n)] == n + N)
#endif

#define UNKNOWN 255

/* One claim: its word, its end, its word again. Its hole, if it is one; and where the sub-buffer ends, if it leaves that. */
inline readClaim()
{
  d_step { at = claim[c].position; state = claim[c].state };
  holeEnd[c] = claim[c].end;
  d_step {
    if
    :: SAME_WORD ->
      if
      :: IS_HOLE || state == COMMITTING ->
        holeBegin[c] = (holeEnd[c] / S > at / S -> holeEnd[c] / S * S : at);
        if
        :: holeBegin[c] != at && at / S == n && position / S > n -> to = at % S
        :: else
        fi;
        if
        :: state == COMMITTING || holeBegin[c] / S != n -> holeBegin[c] = 0; holeEnd[c] = 0
        :: else
        fi
      :: else -> holeEnd[c] = 0
      fi;
      c++
    :: else ->
      holeEnd[c] = 0
#ifdef FAULT_CHANGED_CLAIM_SKIPPED
      ; c++
#endif
    fi;
    at = 0; state = 0
  }
}

proctype Snapshot()
{
  byte position, before, n, last, c, i, to, id, at, state;
  byte copy[S], holeBegin[P], holeEnd[P];
  int earlier, found;
  bool hole;

  earlier = returned;
  last = reserved / S;
  n = (last >= N -> last + 1 - N : 0);
  do
  :: n > last -> break
  :: n <= last ->
    if
    :: round[PLACE(n)] != n + N -> goto gone
    :: else
    fi;
#ifndef FAULT_CLAIMS_FIRST
    d_step { position = reserved; before = owner };
#endif
    to = (position / S == n -> position % S : UNKNOWN);
#ifdef FAULT_EARLY_CONTENT_SIZE
    if
    :: to == UNKNOWN -> to = content[PLACE(n)]
    :: else
    fi;
#endif
    do
    :: c == P -> break
    :: c < P -> readClaim()
    od;
#ifdef FAULT_CLAIMS_FIRST
    skip;
    d_step { position = reserved; before = owner };
    to = (position / S == n -> position % S : UNKNOWN);
#endif
    if
    :: to == UNKNOWN -> to = content[PLACE(n)]
    :: else
    fi;
    d_step { c = 0; position = 0; before = 0 };
    do
    :: i >= to -> break
    :: i < to -> d_step { copy[i] = data[PLACE(n) * S + i]; i++ }
    od;
    if
    :: !UNCHANGED
    :: d_step { UNCHANGED ->
        i = 0;
        do
        :: i >= to -> break
        :: else ->
          for (c : 0 .. P - 1) {
            if :: !hole && holeEnd[c] > 0 && holeBegin[c] == n * S + i -> hole = true; i = holeEnd[c] - n * S :: else fi
          }
          if
          :: hole -> hole = false; assert(i <= to)
          :: else ->
            id = copy[i];
            assert(id != 0 && positionOf[id] == n * S + i && i + SIZE(id) <= to && (SIZE(id) == 1 || copy[i + 1] == id));
            found = found | (1 << id);
            i = i + SIZE(id)
          fi
        od;
        /* What had returned before the snapshot began is there. */
        for (id : 1 .. P * RECORDS) {
          assert((earlier & (1 << id)) == 0 || positionOf[id] / S != n || (found & (1 << id)) != 0)
        }
        found = 0; id = 0; c = 0
      }
    fi;
gone: skip;
    d_step {
      for (i : 0 .. S - 1) { copy[i] = 0 }
      for (i : 0 .. P - 1) { holeBegin[i] = 0; holeEnd[i] = 0 }
      i = 0; to = 0; n++
    }
  od
}

init {
  byte i;
  atomic {
    d_step { for (i : 0 .. N - 1) { round[i] = i } round[0] = N };
    for (i : 0 .. P - 1) { run Producer(i) } run Snapshot(); run Recovery()
  }
}
