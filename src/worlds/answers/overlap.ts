/** How much answers have in common with those of the writers. */
import {type Counts, KINDS, total} from './moves.ts';

/**
 * The F1 score of statements, [Q M]: 2 |a and b| / (|a| + |b|) for the number of statements of an answer, of a reference, and in
 * both. The k-th move of a kind says the k-th thing of its kind, so two answers share the smaller count of each. Of several
 * references the nearest counts, as in ROUGE (Lin, 2004). `written[q]` has the references to question q.
 */
export const overlaps = (states: readonly Counts[], written: readonly (readonly Counts[])[]): Float32Array =>
  Float32Array.from(
    written.flatMap((references) =>
      states.map((answer) => Math.max(...references.map((reference) => overlap(answer, reference)))),
    ),
  );

function overlap(a: Counts, b: Counts): number {
  const shared = KINDS.reduce((sum, kind) => sum + Math.min(a[kind], b[kind]), 0);
  return shared && (2 * shared) / (total(a) + total(b));
}
