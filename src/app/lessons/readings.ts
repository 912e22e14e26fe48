/** What lessons read from their runs. Pure. */

import type {Truth} from '../../lessons/kit/answers.ts';
import {type CurveReading, type Question, type Reading, readingsOf} from '../../lessons/kit/lesson.ts';
import {mean} from '../../metrics/shared/statistics.ts';
import type {Law} from '../../objectives/contrastive/law.spec.ts';
import {curveOf} from '../../panels/bestOf/curve.ts';
import type {CandidatesFrame, RewardFrame, Series, SimilarityFrame, WeightsFrame} from '../../panels/data.ts';
import {lengthSummaryOf} from '../../panels/rewardLength/summary.ts';
import {shareRight, verdictsOf} from '../../panels/shared/verdicts.ts';
import {negativesOf, pushOf} from '../../panels/temperature/similarities.ts';

/** A run as readings see it. */
export interface RunData {
  /** Steps that it has made, in all stages. */
  position: number;
  /** A metric by position. */
  series(metric: string): Series;
  /** The newest decoded frame of a name, taken at or after the step that is read; undefined while there is none. */
  frame(name: string): unknown;
  /** How its objective weighs negatives, where it has a weight for each. */
  law: Law | undefined;
}

/** The frames that a reading needs. */
const FRAMES = {
  effectiveNegatives: 'similarities',
  lengthSlope: 'rewards',
  weight: 'weights',
  rightWhenSure: 'rewards',
  lengthOfBest: 'candidates',
  lengthLine: 'rewards',
  bestOf: 'candidates',
} as const;

/** Frames that a question needs of each run: [run, frame]. */
export const framesFor = (question: Question): [string, string][] =>
  readingsOf(question).flatMap(({of, run}): [string, string][] => (of === 'metric' ? [] : [[run, FRAMES[of]]]));

/** What the runs came to, once all that is read is there. */
export function truthOf(question: Question, data: (run: string) => RunData, at: number): Truth | undefined {
  if (question.kind === 'sketch') {
    const {reads} = question;
    const curve = reads.of === 'across' ? curveAcross(reads, data, at) : curveIn(reads, data(reads.run), at);
    return curve && {kind: 'curve', ...curve};
  }
  const reads = question.kind === 'choice' ? question.reads : [question.reads];
  const values = reads.map((reading) => numberIn(reading, data(reading.run), at));
  return values.every((value) => value !== undefined) ? {kind: 'values', values} : undefined;
}

function numberIn(reading: Reading, data: RunData, at: number): number | undefined {
  if (reading.of === 'metric') return valueAtStep(data.series(reading.metric), reading.at ?? at);
  const frame = data.frame(FRAMES[reading.of]);
  if (!frame) return undefined;
  switch (reading.of) {
    case 'effectiveNegatives':
      return data.law && pushOf(negativesOf(frame as SimilarityFrame), data.law).effective;
    case 'lengthSlope': {
      const {line} = lengthSummaryOf(frame as RewardFrame);
      return line && line.at(1) - line.at(0);
    }
    case 'weight': {
      const {names, learnt} = frame as WeightsFrame;
      return learnt[names.indexOf(reading.attribute)];
    }
    case 'rightWhenSure':
      return rightWhenSure(frame as RewardFrame, reading.chance);
    case 'lengthOfBest':
      return curveOf(frame as CandidatesFrame).find(({n}) => n === reading.n)?.length;
  }
}

/** A pair's favourite has the chance 1 / (1 + exp(-|margin|)). */
function rightWhenSure(frame: RewardFrame, chance: number): number | undefined {
  const margins = verdictsOf(frame).map(({margin}) => margin);
  const sure = margins.filter((margin) => 1 / (1 + Math.exp(-Math.abs(margin))) >= chance);
  return sure.length > 0 ? shareRight(sure) : undefined;
}

/** The last value at or before a step. */
function valueAtStep({ticks, values}: Series, at: number): number | undefined {
  const index = ticks.findLastIndex((tick) => tick <= at);
  return index < 0 ? undefined : values[index];
}

/** Points of a curve at most: it is kept with the answers. */
const MOST = 200;

interface Curve {
  x: number[];
  y: number[];
}

type Across = Extract<CurveReading, {of: 'across'}>;

function curveAcross({runs, metric}: Across, data: (run: string) => RunData, at: number): Curve | undefined {
  const values = runs.map(({run}) => numberIn({of: 'metric', run, metric}, data(run), at));
  return values.every((value) => value !== undefined) ? {x: runs.map(({x}) => x), y: values} : undefined;
}

function curveIn(reading: Exclude<CurveReading, Across>, data: RunData, at: number): Curve | undefined {
  if (reading.of === 'metric') {
    const {ticks, values} = data.series(reading.metric);
    const until = ticks.findLastIndex((tick) => tick <= at) + 1;
    const every = Math.max(1, Math.ceil(until / MOST));
    const kept = Array.from({length: until}, (_, i) => i).filter((i) => i % every === 0 || i === until - 1);
    return until > 0 ? {x: kept.map((i) => ticks[i]), y: kept.map((i) => values[i])} : undefined;
  }
  const frame = data.frame(FRAMES[reading.of]);
  if (!frame) return undefined;
  if (reading.of === 'bestOf') {
    const curve = curveOf(frame as CandidatesFrame);
    return {x: curve.map(({n}) => n), y: curve.map((one) => one[reading.by])};
  }
  const {line, byLength, answers} = lengthSummaryOf(frame as RewardFrame);
  if (!line) return undefined;
  const ends = [answers.length[byLength[0]], answers.length[byLength.at(-1)!]];
  const middle = mean(answers.reward);
  return {x: ends, y: ends.map((length) => line.at(length) - middle)};
}
