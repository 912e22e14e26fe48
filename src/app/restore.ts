/** Brings an experiment back to what it was. */
import {presentStage, settledSpec} from '../labs/kit/settings.ts';
import {isOver, type RunState} from '../labs/kit/state.ts';
import type {Preset} from '../presets/index.ts';
import {language} from '../programs/index.spec.ts';
import {differences, type Spec, same} from '../spec/index.ts';
import {type Arrangement, sameArrangement} from './arrangement.ts';
import type {Experiment} from './experiment/experiment.ts';

/** What a reader can change of an experiment. */
export interface Kept {
  preset: Preset;
  /** With every move; of a run that has ended, with the values that are set for the next one. */
  spec: Spec;
  /** With the settings of that moment, and no moves. */
  settled: Spec;
  panels: Arrangement;
}

export function keptOf(state: RunState): Kept {
  const {preset, spec, panels, unconfirmed} = state;
  const settled = settledSpec({...state, chosenStage: undefined});
  const isNext = isOver(state) && Object.keys(unconfirmed).length > 0;
  return {preset, spec: isNext ? settled : spec, settled, panels};
}

/** Settings that act while the run trains are moved back, and it goes on; with others, it begins again as it was. */
export function restore(experiment: Experiment, {spec, settled, panels}: Kept): void {
  const state = experiment.store.getState();
  if (!sameArrangement(state.panels, panels)) experiment.arrange(panels);
  const now = keptOf(state).settled;
  if (same(now, settled)) return;
  const moves = movesTo(state, now, settled);
  if (moves) for (const [path, value] of moves) experiment.move(path, value);
  else if (onlyLater(state, now, settled)) experiment.prepare({...state.spec, stages: withLater(state, spec)});
  else experiment.restartChecked(spec);
}

/** Whether two specs differ in stages alone that have not begun. */
const onlyLater = ({stage}: RunState, now: Spec, then: Spec): boolean =>
  same({...now, stages: now.stages.slice(0, stage + 1)}, {...then, stages: then.stages.slice(0, stage + 1)});

const withLater = ({spec, stage}: RunState, then: Spec): Spec['stages'] => [
  ...spec.stages.slice(0, stage + 1),
  ...then.stages.slice(stage + 1),
];

/** The moves that lead from one spec to another; undefined where it takes more than moves of the present stage. */
function movesTo(state: RunState, now: Spec, then: Spec): [path: string, value: number][] | undefined {
  const outline = ({stages, fan}: Spec) => [stages.map(({id, program, from}) => [id, program, from]), fan];
  if (!same(outline(now), outline(then))) return undefined;
  const within = `stages.${presentStage(state).id}.spec.`;
  const all = differences(language, now, then);
  const moves = all.flatMap(({path, to, field}): [string, number][] =>
    path.startsWith(within) && field?.type === 'number' && field.acts !== 'restart'
      ? [[path.slice(within.length), to as number]]
      : [],
  );
  return moves.length === all.length && moves.length > 0 ? moves : undefined;
}
