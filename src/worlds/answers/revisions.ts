/** How an answer is made better in one place. */
import {CAPS, type Counts, KINDS, MOST_MOVES, type MoveKind, total} from './moves.ts';

/** One move is replaced by another; where the new one is the end, it is left out; where the old one is, the new one is added. */
export type Revision = readonly [old: MoveKind | 'end', made: MoveKind | 'end'];

/** Statements that can become a fact, the worst first. */
const FALSE: readonly MoveKind[] = ['wrong', 'offTopic', 'repeat'];

/**
 * The first of these that can be done: an error becomes a fact, an insult is left out, something off the topic or said before
 * becomes a fact, a fact is added, a filler becomes a fact. With all facts said a filler is left out, or nothing changes.
 * Every claim that is replaced is replaced by a claim, so whatever is repeated later has been said.
 */
export function revisionOf(counts: Counts): Revision {
  const isRoom = counts.fact < CAPS.fact;
  const worst = FALSE.find((kind) => isRoom && counts[kind] > 0);
  if (worst === 'wrong') return [worst, 'fact'];
  if (counts.rude > 0) return ['rude', 'end'];
  if (worst) return [worst, 'fact'];
  if (isRoom && total(counts) < MOST_MOVES) return ['end', 'fact'];
  if (counts.filler > 0) return ['filler', isRoom ? 'fact' : 'end'];
  return ['end', 'end'];
}

const moveOf = (kind: MoveKind | 'end'): number => (kind === 'end' ? KINDS.length : KINDS.indexOf(kind));

/** The old and the new move for every answer to every question, int32 [Q M, 2]. */
export const revisionRows = (states: readonly Counts[], questions: number): Int32Array =>
  Int32Array.from(
    Array.from({length: questions}, () => states.flatMap((counts) => revisionOf(counts).map(moveOf))).flat(),
  );
