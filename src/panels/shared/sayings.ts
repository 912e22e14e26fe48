/** What the answers of a policy say, as panels take it. */

/** Whether a move makes an answer better or worse, by the gold reward. */
export type Tone = 'good' | 'bad' | 'neither';

/** A kind of move. */
export interface MoveKind {
  /** Of one such move: "fact". */
  name: string;
  /** Of many: "facts". */
  plural: string;
  /** One character. */
  sign: string;
  /** What one such move adds to the gold reward, about; undefined where only whole answers have one. */
  worth?: number;
}

/** The sign of the move that ends an answer. */
export const END_SIGN = '■';

/** A part of an answer: the words that one move has put there. */
export interface Piece {
  before: '' | ' ';
  text: string;
  /** Index of the kind of move. */
  kind: number;
}

export interface Sayings {
  questions: readonly {name: string; asks: string}[];
  kinds: readonly MoveKind[];
  /** How many different answers there are to each question. */
  answers: number;
  /** What lengths are counted in. */
  counted: string;
  /** The text of the answer that ends in a state of the lattice. */
  pieces(question: number, state: number): readonly Piece[];
  /** What each move of an answer says, in the order of the moves. */
  statements(question: number, moves: readonly number[]): readonly string[];
}

/** Moves worth less than this, either way, are called neither good nor bad. */
const NOTICED = 0.1;

export const toneOf = ({worth = 0}: Pick<MoveKind, 'worth'>): Tone =>
  worth >= NOTICED ? 'good' : worth <= -NOTICED ? 'bad' : 'neither';

/** Whether moves say something of their own; the arms of a bandit are answers and no more. */
export const areTold = (kinds: readonly MoveKind[]): boolean => kinds.some(({worth}) => worth !== undefined);

/** "4 facts, 2 filler, 1 repeat". */
export function madeOf(kinds: readonly MoveKind[], indices: readonly number[]): string {
  const counts = kinds.map((_, kind) => indices.filter((index) => index === kind).length);
  const told = kinds.flatMap(({name, plural}, kind) =>
    counts[kind] > 0 ? [`${counts[kind]} ${counts[kind] === 1 ? name : plural}`] : [],
  );
  return told.join(', ') || 'nothing said';
}
