/* A thread ring that overwrites: its producer, and a snapshot at any moment (RingSnapshot.cs).
 * Recovery is checked in every state too.
 *
 * FAULT_COMMIT_NO_RELEASE: Committed is a plain store after a record
 * FAULT_SWITCH_NO_RELEASE: Committed is a plain store after a switch
 * FAULT_REORDERED_PUBLISH: Committed is stored before the record
 * FAULT_NO_FENCE: no fence in OpenSubBuffer, so that a record may pass the number of its sub-buffer
 * FAULT_LATE_SEQUENCE_BUMP: the number is stored after the record
 * FAULT_NO_SECOND_LOOK: the snapshot does not look at the number after the copy */
#define RECORDS 5
#define S 3
#define N 2
#define SIZE(id) (1 + (id) % 2)
#define OVERWRITES 1
#define EXCUSED(id) (kept[NUMBER(positionOf[id] / S)] != positionOf[id] / S + 1)
#include "ThreadRing.inc.pml"
#include "ThreadRingRecovery.inc.pml"

#ifdef FAULT_NO_SECOND_LOOK
#define UNCHANGED true
#else
#define UNCHANGED (memory[NUMBER(n)] == n + 1)
#endif

proctype Snapshot()
{
  byte word, n, current, number, packetBegin, packetEnd, lastEnd, to, i, id, time;
  byte copy[S];
  int earlier, found;
  bool open;

  earlier = (count == 0 -> returned : 0);

  /* FindRange */
  do
  :: word = memory[COMMITTED];
    number = memory[NUMBER(word / S)];
    if
    :: number == word / S + 1 -> break
    :: number != word / S + 1
    fi
  od;
  skip;
  d_step { current = word / S; n = (current < N -> 0 : current + 1 - N); number = 0; word = 0 };

  do
  :: n > current -> break
  :: n <= current ->
    do
    :: word = memory[COMMITTED];
      number = memory[NUMBER(n)];
      if
      :: number != n + 1 -> goto gone
      :: else
      fi;
      packetBegin = memory[BEGIN(n)];
      open = word / S == n;
      if
      :: open -> packetEnd = memory[LAST_TIME]; to = word % S
      :: !open -> packetEnd = memory[END(n)]; to = memory[CONTENT(n)]
      fi;
      if
      :: open && memory[COMMITTED] != word
      :: !open || memory[COMMITTED] == word -> break
      fi
    od;
    do
    :: i >= to || i >= S -> break
    :: i < to && i < S -> d_step { copy[i] = memory[UNIT(n * S + i)]; i++ }
    od;
    if
#ifndef FAULT_NO_SECOND_LOOK
    :: memory[NUMBER(n)] != n + 1
#endif
    :: d_step { UNCHANGED ->
        i = 0; time = packetBegin;
        assert(packetBegin >= lastEnd);
        do
        :: i >= to -> break
        :: else ->
          id = copy[i];
          assert(id != 0 && positionOf[id] == n * S + i && i + SIZE(id) <= to && (SIZE(id) == 1 || copy[i + 1] == id));
          assert(id >= time && id <= packetEnd);
          found = found | (1 << id); time = id;
          i = i + SIZE(id)
        od;
        /* What had returned before, and was visible, is there. */
        for (id : 1 .. RECORDS) {
          assert((earlier & (1 << id)) == 0 || positionOf[id] / S != n || (found & (1 << id)) != 0)
        }
        lastEnd = packetEnd; found = 0; id = 0; time = 0
      }
    fi;
gone: skip;
    d_step {
      word = 0; number = 0; packetBegin = 0; packetEnd = 0; to = 0; open = false;
      for (i : 0 .. S - 1) { copy[i] = 0 }
      i = 0; n++
    }
  od
}

init {
  atomic {
    memory[NUMBER(0)] = 1;
    run Producer(); run Memory(); run Snapshot(); run Recovery()
  }
}
