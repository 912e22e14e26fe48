/** What the panels of the policy lab share: the question that is looked at, and what its answers say. */
import type {Domain} from '../../panels/chart/scale.ts';
import {remembered} from '../../panels/remembered.ts';
import type {Sayings} from '../../panels/shared/sayings.ts';
import {type Spec, stretchOf as stageStretch, stepsBefore} from '../../spec/index.ts';
import type {AnswerSettings} from '../../worlds/answers/index.ts';
import {presentStage, seenIndex, trainedSettings} from '../kit/settings.ts';
import type {RunState} from '../kit/state.ts';
import {sayingsOf} from './sayings.ts';

const PROGRAM = 'policy';

/** The world of the policy that is trained, or of the one that was trained before a judge. */
function worldOf(state: RunState): AnswerSettings | undefined {
  if (presentStage(state).program === PROGRAM) return trainedSettings(state).world as AnswerSettings;
  const before = state.spec.stages.slice(0, state.stage).findLast(({program}) => program === PROGRAM);
  return (before?.spec as {world: AnswerSettings} | undefined)?.world;
}

/** The same value as long as the settings are equal: a moving slider makes new settings objects all the time. */
const sayingsOfText = remembered(
  (text: string): Sayings => sayingsOf(JSON.parse(text) as AnswerSettings),
  (text) => [text],
);

export function sayingsShown(state: RunState): Sayings | undefined {
  const world = worldOf(state);
  return world && sayingsOfText(JSON.stringify(world));
}

/** Name under which the state keeps the question that the reader looks at. */
export const QUESTION = 'question';
export const questionOf = ({reader}: RunState): number | undefined => reader[QUESTION] as number | undefined;

/** The stage in which the policy moves away from its reference: the present one, or the last one before it. */
function learningStage(spec: Spec, stage: number): number {
  const learns = ({program, from}: Spec['stages'][number]) => program === PROGRAM && from !== undefined;
  return spec.stages.findLastIndex((one, i) => i <= stage && learns(one));
}

/** Positions at which stages begin. */
export const beginningsOf: (state: RunState) => readonly number[] = remembered(
  ({spec}): readonly number[] => spec.stages.map((_, i) => stepsBefore(spec, i)),
  ({spec}) => [spec],
);

/** First and last position on the timeline of that stage, of those up to the one that is seen. */
export const stretchOf: (state: RunState) => Domain | undefined = remembered(
  (state): Domain | undefined => {
    const {spec} = state;
    const index = learningStage(spec, seenIndex(state));
    return index < 0 ? undefined : stageStretch(spec, index);
  },
  (state) => [state.spec, seenIndex(state)],
);
