/* A CPU ring that overwrites: two producers, and a snapshot at any moment. Recovery is checked in every state too. */
#define P 2
#ifndef RECORDS
#define RECORDS 2
#endif
#define S 3
#ifndef N
#define N 2
#endif
#define SIZE(id) (1 + (id) % 2)
#define OVERWRITES 1
#define EXCUSED(id) (round[PLACE(positionOf[id] / S)] != positionOf[id] / S + N)
#include "CpuRing.inc.pml"
#include "CpuRingRecovery.inc.pml"

proctype Snapshot()
{
  byte position, before, n, c, i, to, id, at, state;
  byte copy[S], holeBegin[P], holeEnd[P], holeRecord[P];
  int earlier, found;
  bool hole;

  earlier = returned;
#ifndef FAULT_CLAIMS_FIRST
  d_step { position = reserved; before = owner };
#endif

  do
  :: c == P -> break
  :: c < P ->
look: skip;
    d_step { at = claim[c].position; state = claim[c].state };
    holeEnd[c] = claim[c].end;
    if
#ifndef FAULT_NO_SECOND_LOOK_AT_CLAIM
    :: d_step { at != claim[c].position || state != claim[c].state -> at = 0; state = 0; holeEnd[c] = 0 }; goto look
#endif
    :: d_step {
#ifndef FAULT_NO_SECOND_LOOK_AT_CLAIM
        at == claim[c].position && state == claim[c].state ->
#endif
        hole =
#ifdef FAULT_ANY_INTENT
          state == INTENT ||
#endif
          state == CONFIRMED || state == INTENT && before == c && at < position;
        if
        :: hole -> holeBegin[c] = at; holeRecord[c] = (holeEnd[c] / S > at / S -> holeEnd[c] / S * S : at)
        :: else -> holeEnd[c] = 0
        fi;
        hole = false; at = 0; state = 0; c++
      }
    fi
  od;
#ifdef FAULT_CLAIMS_FIRST
  skip;
  d_step { position = reserved; before = owner };
#endif

  skip;
  d_step { c = 0; n = (position / S >= N -> position / S + 1 - N : 0) };
  do
  :: n > position / S -> break
  :: n <= position / S ->
    if
    :: round[PLACE(n)] != n + N
    :: round[PLACE(n)] == n + N ->
      d_step {
        to = (n < position / S -> content[PLACE(n)] : position % S);
        for (c : 0 .. P - 1) {
          if :: holeEnd[c] / S > n && holeBegin[c] / S == n && n < position / S -> to = holeBegin[c] % S :: else fi
        }
        c = 0
      };
      do
      :: i >= to -> break
      :: i < to -> d_step { copy[i] = data[PLACE(n) * S + i]; i++ }
      od;
      if
#ifndef FAULT_NO_SECOND_LOOK
      :: round[PLACE(n)] != n + N
      :: d_step { round[PLACE(n)] == n + N ->
#else
      :: d_step {
#endif
          i = 0;
          do
          :: i >= to -> break
          :: else ->
            for (c : 0 .. P - 1) {
              if :: !hole && holeEnd[c] > 0 && holeRecord[c] == n * S + i -> hole = true; i = holeEnd[c] - n * S :: else fi
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
          /* What had returned before is there, and is not in another sub-buffer. */
          for (id : 1 .. P * RECORDS) {
            assert((earlier & (1 << id)) == 0 || positionOf[id] / S != n || (found & (1 << id)) != 0)
          }
          found = 0; id = 0; c = 0
        }
      fi
    fi;
    d_step { i = 0; to = 0; for (i : 0 .. S - 1) { copy[i] = 0 } i = 0; n++ }
  od
}

init {
  byte i;
  atomic {
    d_step { for (i : 0 .. N - 1) { round[i] = i } round[0] = N };
    run Producer(0); run Producer(1); run Snapshot(); run Recovery()
  }
}
