/** One question whose answers are the arms of a bandit. */
import {deriveKey, normals, uniforms} from '../../engine/keys.ts';
import type {PartValue} from '../../spec/index.ts';
import type {Lattice} from '../lattice.ts';
import {dataSlot} from '../world.ts';
import type {bandit} from './index.spec.ts';
import {CLOSED} from './lattice.ts';
import {moveRows, oneHot, placeSlots} from './tables.ts';
import {type AnswerWorld, CYCLE, DEMONSTRATIONS, FEATURES} from './world.ts';

export type BanditSpec = PartValue<typeof bandit>;

/** One arm, then the end. */
const LONGEST = 2;
/** Where peaks lie, and how wide they are, if the arms stand side by side from 0 to 1. */
const WRITERS = 0.3;
const PLACES = {near: 0.45, far: 0.9};
const WIDTH = 0.12;

/** State 0 is before the choice, state 1 + a after arm a. */
export function banditLattice(arms: number): Lattice {
  const [states, moves] = [arms + 1, arms + 1];
  const next = new Int32Array(states * moves);
  const open = new Float32Array(states * moves).fill(CLOSED);
  for (let arm = 0; arm < arms; arm++) {
    next[arm] = 1 + arm;
    open[arm] = 0;
    open[(1 + arm) * moves + arms] = 0;
  }
  for (let state = 1; state < states; state++) next.fill(state, state * moves, (state + 1) * moves);
  return {states, moves, next, open};
}

export function openBandit(spec: BanditSpec): AnswerWorld {
  const lattice = banditLattice(spec.arms);
  // Nothing was chosen yet, and nothing is worth nothing.
  const featureTable = Float32Array.from([0, ...rewardsOf(spec)]);
  const written = demonstrationsOf(spec).map((arm) => [arm]);
  return {
    lattice,
    longest: LONGEST,
    questions: [{name: 'bandit', asks: `Which of ${spec.arms}?`, topic: 0}],
    seen: lattice.states,
    demonstrations: written.length,
    slots: {
      ...placeSlots(lattice, oneHot(lattice.states), [[]]),
      [DEMONSTRATIONS]: dataSlot([written.length, LONGEST], moveRows(written, LONGEST, spec.arms)),
      [FEATURES]: dataSlot([lattice.states, 1], featureTable),
      ...(spec.cyclic > 0 && {[CYCLE]: dataSlot([lattice.states, lattice.states], circleOf(spec))}),
    },
    features: [{name: 'reward', label: 'Reward', sign: 1}],
    featureTable,
    weighed: {slot: FEATURES, table: featureTable},
    gold: (context) => context.fromHot(['world.scale'], 1, (scale) => [scale]),
    taste: (context) => context.fromHot(['world.scale'], 1, (scale) => [scale]),
    goldOf: (settings) => [(settings as BanditSpec).scale],
    tasteOf: (settings) => [(settings as BanditSpec).scale],
  };
}

const placeOf = (arm: number, arms: number): number => (arms === 1 ? 0 : arm / (arms - 1));
const hill = (x: number, middle: number): number => Math.exp(-0.5 * ((x - middle) / WIDTH) ** 2);

/**
 * Arms stand on a circle, each at a random place, and beat those on the half behind them: no order of the arms explains that.
 * By states, [M, M]; the state before the choice is level with all.
 */
export function circleOf({arms, drawing}: Pick<BanditSpec, 'arms' | 'drawing'>): Float32Array {
  const places = uniforms(deriveKey(drawing, 'world/circle'), arms);
  const states = arms + 1;
  const beats = new Float32Array(states * states).fill(0.5);
  for (let a = 0; a < arms; a++) {
    for (let b = 0; b < arms; b++) {
      const ahead = places[a] - places[b];
      if (a !== b) beats[(a + 1) * states + b + 1] = Number(ahead - Math.floor(ahead) < 0.5);
    }
  }
  return beats;
}

/** In units of their size. */
function rewardsOf({arms, rewards, drawing}: BanditSpec): number[] {
  if (rewards === 'drawn') return Array.from(normals(deriveKey(drawing, 'world/rewards'), arms));
  return Array.from({length: arms}, (_, arm) => hill(placeOf(arm, arms), PLACES[rewards]));
}

/** How often the writers choose each arm: softmax of normal numbers, or of a hill, over their evenness. */
export function writersLaw({arms, rewards, spread, drawing}: BanditSpec): number[] {
  const draws = normals(deriveKey(drawing, 'world/writers'), arms);
  const likes = Array.from(draws, (x, arm) => (rewards === 'drawn' ? x : 4 * hill(placeOf(arm, arms), WRITERS)));
  const odds = likes.map((x) => Math.exp(x / spread));
  const sum = odds.reduce((a, b) => a + b, 0);
  return odds.map((x) => x / sum);
}

function demonstrationsOf(spec: BanditSpec): number[] {
  const law = writersLaw(spec);
  let sum = 0;
  const upTo = law.map((chance) => {
    sum += chance;
    return sum;
  });
  const draws = uniforms(deriveKey(spec.drawing, 'world/demonstrations'), spec.demonstrations);
  return Array.from(draws, (u) =>
    Math.min(
      spec.arms - 1,
      Math.max(
        0,
        upTo.findIndex((x) => u * sum < x),
      ),
    ),
  );
}
