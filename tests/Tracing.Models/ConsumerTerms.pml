/* A ring whose consumer changes: the process lends it, takes it back at any moment, and lends it once more (docs/outside-consumer.md, RingReader.cs). A consumer outside may be
 * held up anywhere, or be killed anywhere in its term. A packet is one byte here; the producer waits for room.
 *
 * FAULT_PLAIN_TURN: a packet is taken with a plain store, not an exchange
 * FAULT_TWO_STATES: all terms store their states in the same two places
 * FAULT_NO_COUNT: the word has no count but which of two states holds
 * FAULT_STATE_AFTER_WORD: the state is stored behind the word that names it
 * FAULT_ONE_LOOK: the word is not looked at again after the state was copied
 * FAULT_LOWER_CONSUMED: Consumed is a plain store
 * FAULT_LOCK_IGNORED: the ring is lent again while the last consumer may go on
 * FAULT_NO_CUT: a consumer that is late leaves the packet that it wrote
 * FAULT_NO_REPAIR: so does one that was killed */
#define PACKETS 3
#define N 2
#define PLACE(p) ((p) % N)
#define ALL ((1 << PACKETS) - 1)
#define HAS_WORD (turnTerm == term && turnCount == count)

#ifdef FAULT_TWO_STATES
#define STATE(term, count) ((count) % 2)
#else
#define STATE(term, count) (((term) % 2) * 2 + (count) % 2)
#endif
#ifdef FAULT_NO_COUNT
#define NEXT(count) ((count + 1) % 2)
#else
#define NEXT(count) (count + 1)
#endif
#ifdef FAULT_LOCK_IGNORED
#define MAY_LEND true
#else
#define MAY_LEND !locked
#endif

/* The ring. A state has two fields, which are stored one after the other and always equal. */
byte data[N], committed, consumed, turnTerm, turnCount, stateA[4], stateB[4];

/* The files of the process and of two consumers outside: which packets are in them. */
byte file[3];

/* The lock that a consumer outside holds; the kernel takes it from one that dies. Two only where the fault is planted. */
byte holders;
bool killed[3];
#define locked (holders > 0)

proctype Producer()
{
  byte next;

  do
  :: next < PACKETS && next - consumed < N -> data[PLACE(next)] = next + 1; next++; committed = next
  :: next == PACKETS -> break
  od
}

inline readState()
{
  do
  :: d_step { term = turnTerm; count = turnCount };
    a = stateA[STATE(term, count)];
    b = stateB[STATE(term, count)];
    if
#ifdef FAULT_ONE_LOOK
    :: true -> break
#else
    :: HAS_WORD -> break
    :: !HAS_WORD
#endif
    fi
  od;
  assert(a == b)
}

inline raise(to)
{
#ifdef FAULT_LOWER_CONSUMED
  atomic { assert(consumed <= to); consumed = to }
#else
  do
  :: seen = consumed;
    if
    :: seen >= to -> break
    :: seen < to ->
      atomic {
        if
        :: consumed == seen -> assert(consumed <= to); consumed = to; break
        :: consumed != seen
        fi
      }
    fi
  od
#endif
}

/* Whoever has come to position goes on behind what was passed on. */
inline takeUp()
{
  seen = consumed;
  d_step { position = (a > seen -> a : seen); seen = 0; a = 0; b = 0 }
}

inline beginTerm()
{
  do
  :: readState();
    stateA[STATE(term + 1, 0)] = a;
    stateB[STATE(term + 1, 0)] = a;
    atomic {
      if
      :: HAS_WORD -> turnTerm = term + 1; turnCount = 0; term = term + 1; count = 0; break
      :: !HAS_WORD
      fi
    }
  od
}

inline store(to)
{
  stateA[STATE(term, NEXT(count))] = to;
  stateB[STATE(term, NEXT(count))] = to
}

/* Takes the packet at position: writes it, then says so. Sets over if the term was, which it never is for the process. */
inline write(who)
{
  value = data[PLACE(position)];
  file[who] = file[who] | (1 << position);
#ifndef FAULT_STATE_AFTER_WORD
  store(position + 1)
#endif
}

inline taken()
{
#ifdef FAULT_STATE_AFTER_WORD
  store(position + 1);
#endif
  count = NEXT(count);
  position++;
  raise(position);
  seen = 0
}

inline take(who)
{
  write(who);
  atomic {
    if
#ifdef FAULT_PLAIN_TURN
    :: true ->
#else
    :: HAS_WORD ->
#endif
      /* What was copied is what was recorded, and no other has it. */
      assert(value == position + 1);
      turnTerm = term; turnCount = NEXT(count)
#ifndef FAULT_PLAIN_TURN
    :: !HAS_WORD -> over = true
#endif
    fi;
    value = 0
  };
  if
  :: !over -> taken()
  :: over ->
#ifdef FAULT_NO_CUT
    skip
#else
    file[who] = file[who] & ~(1 << position)
#endif
  fi
}

inline takeOwn()
{
  write(0);
  atomic {
    assert(value == position + 1 && HAS_WORD);
    turnCount = NEXT(count);
    value = 0
  };
  taken()
}

proctype Outside(byte who)
{
  byte term, count, a, b, seen, position, value;
  bool over;

  {
    readState();
    if
    :: term != 2 * who - 1 -> over = true
    :: term == 2 * who - 1 -> takeUp()
    fi;
    do
    :: over -> break
    :: !over && committed > position -> take(who)
    :: !over && turnTerm != 2 * who - 1 -> break
    od;
    holders--
  } unless { killed[who] }
}

/* The kernel: from here on the consumer takes no step, and its lock is free. */
proctype Killer(byte who)
{
  atomic {
    if
    :: turnTerm == 2 * who - 1 && locked -> killed[who] = true; holders--
    :: turnTerm > 2 * who - 1
    fi
  }
}

inline lend(who)
{
  atomic { MAY_LEND -> skip };
  beginTerm();
  atomic { holders++; run Outside(who); run Killer(who) }
}

/* The folder of one that was killed is cut back to what it had taken. */
inline takeBack(who)
{
  beginTerm();
  raise(a);
  takeUp();
#ifndef FAULT_NO_REPAIR
  atomic {
    if
    :: killed[who] -> file[who] = file[who] & ((1 << stateA[STATE(term, count)]) - 1)
    :: !killed[who]
    fi
  }
#endif
}

proctype Process()
{
  byte term, count, a, b, seen, position, value;

  lend(1);
  takeBack(1);
  do
  :: committed > position -> takeOwn()
  :: true -> break
  od;
  lend(2);
  takeBack(2);
  do
  :: committed > position -> takeOwn()
  :: position == PACKETS -> break
  od;
  atomic {
    !locked ->
    assert((file[0] | file[1] | file[2]) == ALL);
    assert((file[0] & file[1]) == 0 && (file[0] & file[2]) == 0 && (file[1] & file[2]) == 0);
    assert(consumed == PACKETS)
  }
}

init {
  atomic { run Producer(); run Process() }
}
