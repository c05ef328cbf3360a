/* A CPU ring that discards: two producers, and the consumer that takes closed and open sub-buffers. Recovery is checked in every
 * state too.
 *
 * VARIANT THROWS: the first producer's thread ends between reserve and commit, and the consumer helps
 * VARIANT OUTPUT_FAILS: writing an open sub-buffer's packet fails up to twice, and the consumer tries again
 *
 * FAULT_EARLY_CLOCK: the clock is read before Reserved
 * FAULT_STALE_DISCARD: a record is discarded without a second look whether Reserved has moved on
 * FAULT_NO_CONSUMED_CHECK: a place is taken that the consumer has not read
 * FAULT_NO_CONFIRM: the claim of Reserved's owner is not confirmed
 * FAULT_LATE_CLAIM: the claim is stored after the exchange of Reserved
 * FAULT_REORDERED_CLOSE: the rest of a sub-buffer is committed before its entry is written (a missing release)
 * FAULT_REORDERED_PUBLISH: the record is committed before it is written (a missing release)
 * FAULT_EARLY_COMMITTING: the claim says that the record is written before it is (a missing release)
 * FAULT_EARLY_CONSUMED: Consumed is moved before the packet's last use (a missing release)
 * FAULT_NO_STAMP: an open sub-buffer's packet ends without a stamp
 * FAULT_STAMP_KEEPS_OWNER: the stamp does not change Reserved
 * FAULT_STAMPED_AGAIN: a Reserved that has a stamp is stamped again, with one of two in turn
 * FAULT_LOSS_AS_STORED: packets tell the loss count of the entry though an earlier packet told more (needs three places)
 * FAULT_HELP_UNCONFIRMED: an ended thread's bytes are committed, and its claim is not confirmed
 * FAULT_EARLY_CLEAR: an ended thread's claim goes before Consumed is behind it
 * FAULT_OWNER_IGNORED: recovery takes only confirmed claims for lost records */
#define P 2
#ifdef FAULT_LOSS_AS_STORED
#define THREE_PLACES
#endif
#ifdef THREE_PLACES
#define RECORDS 3
#define N 3
#else
#define RECORDS 2
#define N 2
#endif
#if defined(FAULT_HELP_UNCONFIRMED) || defined(FAULT_EARLY_CLEAR)
#define THROWS
#endif
#ifdef FAULT_STAMPED_AGAIN
#define OUTPUT_FAILS
#define RESTAMPS true
#else
#define RESTAMPS false
#endif
#define S 3
#define SIZE(id) (1 + (id) % 2)
#define OVERWRITES 0
#define EXCUSED(id) (positionOf[id] < consumed)
#include "CpuRing.inc.pml"
#include "CpuRingRecovery.inc.pml"

int taken;
byte told;

/* Reads records as a trace reader would, whole and in order. Ghost: marks them as read. */
inline parse(from, to, mark)
{
  d_step {
    i = from;
    do
    :: i >= to -> break
    :: else ->
#ifdef THROWS
      if :: holeEnd > 0 && i == RECORD_OF(0) -> i = holeEnd :: else fi;
      if :: i >= to -> break :: else fi;
#endif
      id = UNIT(i);
      assert(id != 0 && positionOf[id] == i && i + SIZE(id) <= to);
      assert(SIZE(id) == 1 || UNIT(i + 1) == id);
      assert((taken & (1 << id)) == 0);
      if
      :: mark -> taken = taken | (1 << id)
      :: else
      fi;
      i = i + SIZE(id)
    od;
    i = 0; id = 0
  }
}

proctype Consumer()
{
  byte bytes, position, before, packetLost, to, next, i, id;
  bool ended, won;
#ifdef THROWS
  byte holeEnd;
#endif
#ifdef OUTPUT_FAILS
  byte failures;
#endif

  do
  :: ended = finished == P;
#ifdef THROWS
     if
     :: thrown && holeEnd == 0 ->
       /* The dead thread's claim: confirmed for ever, and its bytes added without a record. */
#ifndef FAULT_HELP_UNCONFIRMED
       claim[0].state = CONFIRMED;
#endif
       holeEnd = claim[0].end;
       commit[PLACE(holeEnd / S)] = commit[PLACE(holeEnd / S)] + SIZE(1);
#ifdef FAULT_EARLY_CLEAR
       claim[0].state = FREE
#endif
     :: else
     fi;
#endif
     bytes = commit[PLACE(consumed / S)];
     if
     :: bytes == ROUND_END(consumed / S) ->
       d_step {
         next = consumed / S * S;
         to = next + content[PLACE(consumed / S)]; packetLost = lost[PLACE(consumed / S)];
         next = next + S; won = true; bytes = 0
       }
     :: else ->
       d_step { position = reserved; before = owner };
       if
       :: position > consumed && position / S == consumed / S && bytes == ROUND_BEGIN(consumed / S) + position % S ->
         bytes = 0;
         packetLost = discarded;
         if
         :: d_step { before >= STAMP && !RESTAMPS -> won = true }
         :: else ->
           readClock(P);
#ifdef FAULT_NO_STAMP
           d_step { won = true; useTime(P) }
#else
           d_step {
             if
             :: reserved == position && owner == before ->
#ifndef FAULT_STAMP_KEEPS_OWNER
               owner = (before == STAMP -> STAMP + 1 : STAMP);
#endif
               useTime(P);
               won = true
             :: else -> time[P] = 0
             fi
           }
#endif
         fi;
         d_step {
           to = position; next = position; position = 0; before = 0
         }
       :: else
       fi
     fi;
#ifdef OUTPUT_FAILS
     if
     :: failures < 2 && won && next % S != 0 -> d_step { failures++; won = false; ended = false }
     :: true
     fi;
#endif
     if
     :: won && consumed < to ->
       d_step {
#ifndef FAULT_LOSS_AS_STORED
         if :: packetLost < told -> packetLost = told :: else fi;
#endif
         assert(packetLost >= told); told = packetLost; packetLost = 0
       };
#ifdef FAULT_EARLY_CONSUMED
       parse(consumed, to, false);
       position = consumed;
       consumed = next;
       parse(position, to, true);
#else
       parse(consumed, to, false);
       parse(consumed, to, true);
       consumed = next
#endif
     :: won && consumed >= to -> consumed = next
     :: !won && ended -> break
     :: !won && !ended
     fi;
     d_step { bytes = 0; position = 0; before = 0; packetLost = 0; to = 0; next = 0; won = false; ended = false }
  od;
  /* All was taken that was recorded, and nothing else. */
  assert(taken == returned && consumed >= reserved)
}

init {
  byte i;
  atomic {
    d_step { i = 0; for (i : 0 .. N - 1) { round[i] = i }; round[0] = N };
    run Producer(0); run Producer(1); run Consumer(); run Recovery()
  }
}
