/** The sentences and numbers of each act of a step. */
import {formatShare, formatTemperature, formatValue, plain} from '../chart/format.ts';
import type {PointSet} from '../data.ts';
import type {Table} from '../frame/save.ts';
import {hasSentences} from '../hypersphere/words.ts';
import {type Act, actsOf, degrees, dot, halfOf, type SlowState} from './slow.ts';
import type {Other} from './weights.ts';

/** The number of negatives that are listed. */
export const LISTED = 5;

const TITLES: Record<Act, string> = {
  pair: 'An anchor and its positive',
  pull: 'The positive pulls',
  push: 'The negatives push',
  sum: 'What is left of it',
  move: 'One step of the optimiser',
};

export const titleOf = ({act}: SlowState): string => TITLES[act];

export const placeOf = ({act, law}: SlowState): string => {
  const acts = actsOf(law);
  return `${acts.indexOf(act) + 1} of ${acts.length}`;
};

/** The most characters of a name; longer names are cut. */
const LONGEST = 44;

/** The name of a row within a sentence; names that are sentences are quoted. */
export function calledOf(points: PointSet, row: number): string {
  const name = points.name(row);
  if (!hasSentences(points)) return name;
  return `“${name.length > LONGEST ? `${name.slice(0, LONGEST).trimEnd()}…` : name}”`;
}

const nameOf = ({frame}: SlowState, points: PointSet, view: number): string => calledOf(points, frame.rows[view]);

const size = (vector: ArrayLike<number>): number => Math.hypot(...Array.from(vector));

/** 34°, 4.2°, 0.31° */
export function angleText(angle: number): string {
  return `${angle >= 10 ? Math.round(angle) : Number(angle.toPrecision(2))}°`;
}

/** The angle to a direction in words: towards it, away from it, or in between. */
function directionText(angle: number, towards: string, away: string, off: string): string {
  if (angle < 1) return `straight ${towards}`;
  return angle > 179 ? `straight ${away}` : `${angleText(angle)} off ${off}`;
}

/** The sentence of an act. */
export function sentenceOf(state: SlowState, points: PointSet): string {
  switch (state.act) {
    case 'pair':
      return pairSentence(state, points);
    case 'pull':
      return pullSentence(state);
    case 'push':
      return pushSentence(state);
    case 'sum':
      return sumSentence(state);
    case 'move':
      return moveSentence(state, points);
  }
}

function pairSentence(state: SlowState, points: PointSet): string {
  const {frame, anchor, positive, missed, forces} = state;
  const {dimension, points: all} = frame;
  const at = (view: number) => all.subarray(view * dimension, (view + 1) * dimension);
  const apart = angleText(degrees(dot(at(anchor), at(positive))));
  const name = nameOf(state, points, anchor);
  const others = forces ? ` Against them stand ${forces.negatives.length} negatives.` : '';
  const sorry =
    missed === undefined
      ? ''
      : `${calledOf(points, missed)} is not in this batch; of those that are, ${name} lies nearest. `;
  const same = frame.rows[anchor] === frame.rows[positive];
  const pair = same ? `Two views of ${name}` : `${name} and its positive, ${otherName(state, points)},`;
  return `${sorry}${pair} lie ${apart} apart.${others}`;
}

/** The name of a positive beside an anchor of the same name: its artist. */
function otherName(state: SlowState, points: PointSet): string {
  const [anchor, positive] = [state.anchor, state.positive].map((view) => state.frame.rows[view]);
  return points.name(anchor) === points.name(positive)
    ? `the same ${points.detail(positive).split(',')[0]}`
    : calledOf(points, positive);
}

function pullSentence({law, forces}: SlowState): string {
  const {positive, pull} = forces!;
  if (law?.kind === 'softmax') {
    const found = formatShare(positive.share);
    const missing = formatShare(1 - positive.share);
    return `At τ = ${formatTemperature(law.temperature)} the softmax gives the positive ${found}. The ${missing} that are missing are its weight: the worse it is found, the more it pulls.`;
  }
  const weight = law?.kind === 'gaussian' ? plain(law.alignmentWeight) : '';
  return size(pull) === 0
    ? 'Nothing pulls: the alignment weight is 0, or the two already lie in one place.'
    : `Alignment has weight ${weight} and pulls with ${formatValue(size(pull))}: the farther apart the two, the more.`;
}

function pushSentence(state: SlowState): string {
  const {law, forces} = state;
  const {negatives, push} = forces!;
  const half = halfOf(forces!);
  const first = negatives.slice(0, LISTED).reduce((sum, {share}) => sum + share, 0);
  if (law?.kind === 'softmax') {
    const all = negatives.reduce((sum, {share}) => sum + share, 0);
    return `The ${negatives.length} negatives share ${formatShare(all)}, and each pushes with its part; the strongest ${half === 1 ? 'one has' : `${half} have`} half of it. The five listed have ${formatShare(first)}.`;
  }
  if (size(push) === 0) return 'Nothing pushes: the uniformity weight is 0. Only the pull is left.';
  return `Uniformity pushes with ${formatValue(size(push))} in all. The strongest ${half === 1 ? 'one has' : `${half} of ${negatives.length} have`} half of the weight, the five listed ${formatShare(first)}.`;
}

function sumSentence({forces, push, frame, anchor, positive}: SlowState): string {
  const total = size(push);
  if (total === 0) return 'Nothing is left: this view is not pushed anywhere.';
  if (!forces)
    return `The gradient of this loss pushes the anchor with ${formatValue(total)}; slow motion does not take it apart.`;
  const {dimension, points} = frame;
  const at = points.subarray(anchor * dimension, (anchor + 1) * dimension);
  const to = points.subarray(positive * dimension, (positive + 1) * dimension);
  const along = dot(at, to);
  const way = to.map((x, d) => x - along * at[d]);
  const off = directionText(
    degrees(dot(push, way) / (total * size(way))),
    'towards the positive',
    'away from the positive',
    'the way to the positive',
  );
  const also = forces.asked ? ' Grey: the anchor is a candidate in the questions of others, too.' : '';
  const what = size(forces.push) > 0 ? 'Pull and pushes add up to' : 'The pull is all there is:';
  return `${what} a push of ${formatValue(total)}, ${off}.${also}`;
}

function moveSentence(state: SlowState, points: PointSet): string {
  const {moved} = state;
  if (!moved) return 'The run makes one step.';
  const name = nameOf(state, points, state.anchor);
  if (moved.angle < 0.005) return `One network moves all points at once; ${name} has hardly moved.`;
  const off = directionText(moved.off, 'along its push', 'against its push', 'its push');
  return `${name} went ${angleText(moved.angle)}, ${off}. One network moves all ${points.count.toLocaleString('en')} points at once, so none goes quite where it is pushed.`;
}

/** The table of the anchor's forces. */
export function slowTable(state: SlowState, points: PointSet): Table {
  const {frame, forces, anchor, positive, push} = state;
  const name = (view: number) => {
    const row = frame.rows[view];
    return `${points.name(row)}, ${points.detail(row)}`;
  };
  const caption = `${points.name(frame.rows[anchor])} in the batch that follows step ${frame.tick}: a push of ${formatValue(size(push))}.`;
  const columns = ['part', 'name', 'cosine with the anchor', 'share of the weight'];
  if (!forces) return {caption, columns, rows: [['positive', name(positive), '', '']]};
  const row = (part: string, {view, similarity, share}: Other) => [
    part,
    name(view),
    Number(similarity.toFixed(4)),
    formatShare(share),
  ];
  return {
    caption,
    columns,
    rows: [row('positive', forces.positive), ...forces.negatives.map((other) => row('negative', other))],
  };
}
