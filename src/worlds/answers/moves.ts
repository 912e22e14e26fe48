/**
 * An answer as moves: a fact more, an error more, filler, ... and at last its end. All that is counted in an answer depends
 * on how often each move was made, so a state is the list of these counts.
 */

/** How often each move can be made in one answer. */
export const CAPS = {
  fact: 5,
  wrong: 2,
  filler: 5,
  style: 3,
  praise: 1,
  offTopic: 1,
  rude: 1,
  repeat: 2,
} as const;

export type MoveKind = keyof typeof CAPS;

export const KINDS = Object.keys(CAPS) as readonly MoveKind[];

/** The most moves of an answer before it ends. */
export const MOST_MOVES = 10;

/** Moves that claim something, and can be repeated. */
const CLAIMS: readonly MoveKind[] = ['fact', 'wrong', 'offTopic'];

export type Counts = Readonly<Record<MoveKind, number>>;

export const NOTHING = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Counts;

export const total = (counts: Counts): number => KINDS.reduce((sum, kind) => sum + counts[kind], 0);

/** Whether the move can be made after these. */
export function isOpen(counts: Counts, kind: MoveKind): boolean {
  if (counts[kind] === CAPS[kind] || total(counts) === MOST_MOVES) return false;
  return kind !== 'repeat' || CLAIMS.some((claim) => counts[claim] > 0);
}

export const after = (counts: Counts, kind: MoveKind): Counts => ({...counts, [kind]: counts[kind] + 1});
