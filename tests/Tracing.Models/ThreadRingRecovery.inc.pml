/* What a recovery finds if everything stops now: the stores that were made are in memory then, however late. It is enabled in
 * every state of the model and leaves it as it was. */
hidden byte kept[WORDS];

proctype Recovery()
{
  byte n, i, to, id;
  int found;

end: do
  :: d_step {
      for (i : 0 .. WORDS - 1) { kept[i] = memory[i] }
      for (i : 0 .. CAPACITY - 1) { if :: i < count -> kept[pending[i].word] = pending[i].value :: else fi }
      n = consumed / S; i = consumed;
#if OVERWRITES
      n = (kept[COMMITTED] / S >= N -> kept[COMMITTED] / S + 1 - N : 0); i = n * S;
#endif
      do
      :: n > kept[COMMITTED] / S -> break
      :: else ->
        to = (n < kept[COMMITTED] / S -> n * S + kept[CONTENT(n)] : kept[COMMITTED]);
        do
        :: kept[NUMBER(n)] != n + 1 || i >= to -> break
        :: else ->
          id = kept[UNIT(i)];
          assert(id != 0 && positionOf[id] == i && i + SIZE(id) <= to && (SIZE(id) == 1 || kept[UNIT(i + 1)] == id));
          found = found | (1 << id);
          i = i + SIZE(id)
        od;
        n++; i = n * S
      od;
      /* Whose call has returned is there, unless taken or overwritten. */
      for (id : 1 .. RECORDS) {
        assert((returned & (1 << id)) == 0 || (found & (1 << id)) != 0 || EXCUSED(id))
      }
      for (i : 0 .. WORDS - 1) { kept[i] = 0 }
      n = 0; i = 0; to = 0; id = 0; found = 0
    }
  od
}
