/** How often each kind of move is made in an answer, by the policy and by its reference. */
import {signed} from '../chart/format.ts';
import type {LawFrame} from '../data.ts';
import {hasMoved, movesOf} from '../shared/law.ts';
import {areTold, type MoveKind, type Sayings, type Tone, toneOf} from '../shared/sayings.ts';

export interface Ingredient {
  kind: MoveKind;
  tone: Tone;
  policy: number;
  reference: number;
  change: number;
}

export interface Composition {
  tick: number;
  ingredients: readonly Ingredient[];
  /** Moves of an answer, without its end. */
  all: {policy: number; reference: number};
  /** Whether the policy differs from the reference; before that there is nothing to compare with. */
  moved: boolean;
}

/** Over all questions, or of one. */
export function compositionOf(
  frame: LawFrame,
  {kinds}: Pick<Sayings, 'kinds'>,
  question: number | undefined,
): Composition {
  const {policy, reference} = movesOf(frame, question);
  const sum = (list: Float64Array) => list.reduce((all, x) => all + x, 0);
  return {
    tick: frame.tick,
    ingredients: kinds.map((kind, i) => ({
      kind,
      tone: toneOf(kind),
      policy: policy[i],
      reference: reference[i],
      change: policy[i] - reference[i],
    })),
    all: {policy: sum(policy), reference: sum(reference)},
    moved: hasMoved(frame),
  };
}

/** A smaller change of a mean number is not told. */
const NOTICED = 0.05;

/** "An answer has 9.6 moves on average. Compared with the reference: 1.93 more filler, 0.54 fewer errors." */
export function sentenceOf({ingredients, all, moved}: Composition): string {
  const moves = areTold(ingredients.map(({kind}) => kind))
    ? `An answer has ${all.policy.toFixed(1)} moves on average.`
    : 'Each answer is one of these.';
  if (!moved) return `${moves} So far the policy is the same as its reference.`;
  const told = [...ingredients]
    .filter(({change}) => Math.abs(change) >= NOTICED)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, 2)
    .map(({kind, change}) => `${Math.abs(change).toFixed(2)} ${change > 0 ? 'more' : lessOf(kind)} ${kind.plural}`);
  return `${moves} Compared with the reference: ${told.join(', ') || 'about the same'}.`;
}

const lessOf = ({name, plural}: MoveKind): string => (name === plural ? 'less' : 'fewer');

/** "+1.20", or "±0" for what a reader would call no change. */
export const changeText = (change: number): string => (Math.abs(change) < 0.005 ? '±0' : signed(change));
