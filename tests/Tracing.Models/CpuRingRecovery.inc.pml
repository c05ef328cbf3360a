/* What a recovery finds if everything stops now, after "After a crash" of docs/cpu-ring.md. A state that changes nothing: it is
 * enabled in every state of the model and leaves it as it was. Kills by signal stop each thread between two instructions and the
 * memory keeps all that was stored, so this needs no weaker memory than the machine's own order of one thread. */

/* c's claim was reserved and not written. */
#ifdef FAULT_OWNER_IGNORED
#define LEFT_OUT(c) (claim[c].state == CONFIRMED)
#else
#define LEFT_OUT(c) (claim[c].state == CONFIRMED || claim[c].state == INTENT && owner == c && claim[c].position < reserved)
#endif
#define SPANS(c) (claim[c].end / S > claim[c].position / S)
#define RECORD_OF(c) (SPANS(c) -> claim[c].end / S * S : claim[c].position)

proctype Recovery()
{
  byte n, i, to, c, id;
  int found;
  bool hole;

end: do
  :: d_step {
      n = consumed / S; i = consumed; found = 0;
#if OVERWRITES
      n = (reserved / S >= N -> reserved / S + 1 - N : 0); i = n * S;
#endif
      do
      :: n > reserved / S -> break
      :: else ->
        to = (n < reserved / S -> n * S + content[PLACE(n)] : reserved);
        for (c : 0 .. P - 1) {
          if
          :: (LEFT_OUT(c) || claim[c].state == COMMITTING) && SPANS(c) && claim[c].position / S == n -> to = claim[c].position
          :: else
          fi
        }
        do
        :: round[PLACE(n)] != n + N || i >= to -> break
        :: else ->
          id = UNIT(i); hole = false;
          for (c : 0 .. P - 1) { if :: !hole && LEFT_OUT(c) && RECORD_OF(c) == i -> hole = true; i = claim[c].end :: else fi }
          if
          :: hole -> assert(i <= to)
          :: else ->
            assert(id != 0 && positionOf[id] == i && i + SIZE(id) <= to && (SIZE(id) == 1 || UNIT(i + 1) == id));
            found = found | (1 << id);
            i = i + SIZE(id)
          fi
        od;
        n++; i = n * S
      od;
      /* Whose call has returned is there, unless taken or overwritten. */
      for (id : 1 .. P * RECORDS) {
        assert((returned & (1 << id)) == 0 || (found & (1 << id)) != 0 || EXCUSED(id))
      }
      n = 0; i = 0; to = 0; c = 0; id = 0; found = 0; hole = false
    }
  od
}
