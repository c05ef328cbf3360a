/* A thread ring that discards: its producer, and the consumer that takes closed and open sub-buffers (RingReader.cs).
 * Recovery is checked in every state too.
 *
 * FAULT_NO_CONSUMED_CHECK: a place is taken that the consumer has not read
 * FAULT_COMMIT_NO_RELEASE: Committed is a plain store after a record
 * FAULT_REORDERED_PUBLISH: Committed is stored before the record
 * FAULT_PLAIN_TIME: LastTimestamp is a plain store, which may pass the Committed of the record before
 * FAULT_NO_FENCE: no fence in OpenSubBuffer, so that the next packet's begin may pass the Committed of the record before
 * FAULT_EARLY_CONSUMED: Consumed is moved before the packet's last use (a missing release)
 * FAULT_ONE_LOOK_AT_WORD: the consumer does not look whether the time belongs to the word */
#define RECORDS 5
#define S 3
#define N 2
#define SIZE(id) (1 + (id) % 2)
#define OVERWRITES 0
#define EXCUSED(id) (positionOf[id] < consumed)
#include "ThreadRing.inc.pml"
#include "ThreadRingRecovery.inc.pml"

#ifdef FAULT_ONE_LOOK_AT_WORD
#define LOOKED_TWICE true
#else
#define LOOKED_TWICE (closed || memory[COMMITTED] == word)
#endif

int taken;

/* Reads a packet's records as a trace reader would: whole, and within the packet's times. Ghost: marks them as read. */
inline parse(from, to, mark)
{
  d_step {
    i = from; time = packetBegin;
    do
    :: i >= to -> break
    :: else ->
      id = memory[UNIT(i)];
      assert(id != 0 && positionOf[id] == i && i + SIZE(id) <= to && (SIZE(id) == 1 || memory[UNIT(i + 1)] == id));
      assert((taken & (1 << id)) == 0 && id >= time && id <= packetEnd);
      time = id;
      if
      :: mark -> taken = taken | (1 << id)
      :: else
      fi;
      i = i + SIZE(id)
    od;
    i = 0; id = 0; time = 0
  }
}

proctype Consumer()
{
  byte word, from, to, next, packetBegin, packetEnd, packetLost, lastEnd, told, time, i, id, n;
  bool last, closed;

  do
  :: last = finished && count == 0;
    word = memory[COMMITTED];
    d_step { n = consumed / S; from = consumed; closed = word / S > n };
    if
    :: !closed && word == from ->
      if
      :: last -> break
      :: else
      fi
    :: else ->
      if
      :: closed -> d_step { to = n * S + memory[CONTENT(n)]; packetEnd = memory[END(n)]; packetLost = memory[LOST(n)]; next = (n + 1) * S }
      :: !closed -> d_step { to = word; next = word }; packetEnd = memory[LAST_TIME]; packetLost = memory[DISCARDED]
      fi;
      packetBegin = (from % S == 0 -> memory[BEGIN(n)] : lastEnd);
      if
      :: to <= from -> consumed = next
      :: to > from ->
        if
#ifndef FAULT_ONE_LOOK_AT_WORD
        :: !closed && memory[COMMITTED] != word
#endif
        :: LOOKED_TWICE ->
          d_step {
            assert(packetBegin >= lastEnd && packetEnd >= packetBegin && packetLost >= told);
            told = packetLost; packetLost = 0
          };
#ifdef FAULT_EARLY_CONSUMED
          parse(from, to, false);
          consumed = next;
          parse(from, to, true);
#else
          parse(from, to, false);
          parse(from, to, true);
          consumed = next;
#endif
          lastEnd = packetEnd
        fi
      fi
    fi;
    d_step { word = 0; from = 0; to = 0; next = 0; packetBegin = 0; packetEnd = 0; packetLost = 0; n = 0; last = false; closed = false }
  od;
  assert(taken == returned)
}

init {
  atomic {
    memory[NUMBER(0)] = 1;
    run Producer(); run Memory(); run Consumer(); run Recovery()
  }
}
