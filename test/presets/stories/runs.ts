/**
 * Runs that stories are held to: each preset as it is and after the turn that it invites, and the title that stands over it in
 * the end. What was measured is in `readings.json`; `RECORD_READINGS=1 npx vitest run test/presets/stories` trains the runs
 * that it does not have yet.
 */
import type {Spec} from '../../../src/spec/index.ts';
import {assign, read} from '../../../src/spec/index.ts';
import {presetNamed} from '../../support/allPresets.ts';

export interface StoryRun {
  preset: string;
  steps: number;
  seeds: number;
  /** A setting that is moved after so many steps, or is another from the beginning. */
  turn?: {path: string; to: unknown; at?: number};
  /** The title before the move, and at the end; that of the opening when left out. */
  before?: string;
  ends?: string;
}

/** The turn of a preset to some values, at the middle of a run unless it begins with them. */
function turned(
  preset: string,
  {steps = 1000, seeds = 3, at = steps / 2, path = presetNamed(preset).turn, restart = false, before}: Turned,
  ends: readonly (readonly [to: unknown, title: string | undefined])[],
): StoryRun[] {
  return ends.map(([to, title]) => ({
    ...{preset, steps, seeds, before, ends: title},
    turn: restart ? {path, to} : {path, to, at},
  }));
}

interface Turned {
  steps?: number;
  seeds?: number;
  at?: number;
  path?: string;
  restart?: boolean;
  before?: string;
}

const OPENING = undefined;

const WHOLE = 'The whole sphere is used';

export const RUNS: readonly StoryRun[] = [
  // In the end the sphere is about as full as at a temperature of 0.5.
  {preset: 'emoji', steps: 2000, seeds: 1},
  {preset: 'glyphs', steps: 600, seeds: 2},
  ...turned('glyphs', {steps: 600, seeds: 2, restart: true}, [['face', 'The same letters, sorted by face']]),
  ...turned('sentences', {steps: 600, seeds: 2}, [[0, 'Two wordings nearly coincide']]),
  ...turned('sentences', {steps: 1000, seeds: 1, at: 300}, [[0.9, 'Too few words to tell sentences apart']]),
  {preset: 'pairs', steps: 1000, seeds: 2, ends: 'The gap has closed'},
  ...turned('pairs', {steps: 1000, seeds: 1, restart: true}, [[0.05, 'The gap has closed']]),
  {preset: 'hard-negatives', steps: 2000, seeds: 1},
  ...turned('emoji', {steps: 600, seeds: 2}, [
    [0.02, 'Crowded on one side of the sphere'],
    [0.5, 'Far pictures are pushed as well'],
  ]),
  ...turned('emoji', {steps: 600, seeds: 2, restart: true}, [[0.02, 'Crowded on one side of the sphere']]),
  ...turned('augmentation', {steps: 600, seeds: 2}, [
    [0, 'Nothing has to be ignored'],
    [1, 'Too much is ignored'],
  ]),
  ...turned('hard-negatives', {steps: 600, seeds: 2}, [
    [0, 'Easy negatives get as much as hard ones'],
    [1, 'A little more for the confusable ones'],
  ]),
  ...turned('hard-negatives', {steps: 600, seeds: 2, restart: true}, [[0, 'Easy negatives get as much as hard ones']]),
  ...turned('digits', {steps: 600, seeds: 2}, [
    [0, 'Every picture for itself'],
    [1, 'Crowded, and still told apart'],
  ]),
  ...turned('cold', {steps: 2000, seeds: 4}, [[0.1, WHOLE]]),
  ...turned('cold', {}, [
    [0.3, WHOLE],
    [1, WHOLE],
  ]),
  {preset: 'hot', steps: 2000, seeds: 4},
  ...turned('hot', {steps: 2000, seeds: 4}, [[0.1, WHOLE]]),
  ...turned('hot', {}, [
    [0.3, WHOLE],
    [0.01, 'Only the nearest few are pushed'],
  ]),
  ...turned('collapse', {steps: 600, seeds: 2, at: 100}, [
    [0.2, 'Out of the one point, but not far'],
    [1, 'The points fly apart again'],
  ]),
  ...turned('collapse', {steps: 600, seeds: 2, at: 400}, [[1, 'Out of the one point, but not far']]),
  {preset: 'no-negatives', steps: 2000, seeds: 4},
  ...turned('no-negatives', {restart: true}, [[false, 'Everything in one place, and kNN still says 1.00']]),
  ...turned('told', {}, [
    [0.02, 'All classes huddle together'],
    [1, 'Classes as far apart as they can be'],
  ]),
  ...turned('false-negatives', {}, [
    [0, 'Each class is spread wider'],
    [0.1, 'Each class is spread wider'],
  ]),
  ...turned('batch', {}, [
    [64, 'A larger batch shows more of it'],
    [512, 'A larger batch shows more of it'],
  ]),
  ...turned('suppression', {}, [
    [0.5, 'Without the shortcut the classes come back'],
    [1, 'Without the shortcut the classes come back'],
  ]),
  {preset: 'long-tail', steps: 1000, seeds: 3},
  ...turned('long-tail', {restart: true}, [
    [5, OPENING],
    [1, 'Equal numbers, equal room'],
  ]),
  ...turned('modality-gap', {steps: 2000, seeds: 1, at: 300}, [
    [0.5, 'Colours and names share one place'],
    [1, 'Colours and names share one place'],
  ]),
  ...turned('modality-gap', {steps: 1000, seeds: 1}, [
    [0.1, 'The gap narrows'],
    [0.5, 'The gap narrows'],
  ]),
  ...turned('colours', {}, [
    [2, OPENING],
    [0.1, 'Close pairs in a crowd'],
  ]),
  ...turned('circle', {before: 'The circle is filled'}, [
    [0.5, 'The circle is filled'],
    [8, 'The circle is filled'],
  ]),
  {preset: 'length-biased', steps: 2000, seeds: 4},
  ...turned('length-biased', {}, [
    [0, 'The taste for length fades'],
    [-1, 'Now short answers get high rewards'],
  ]),
  {preset: 'unbiased', steps: 2000, seeds: 2},
  ...turned('unbiased', {}, [
    [1, 'A taste for length, learnt with the rest'],
    [-1, 'A taste for short answers'],
  ]),
  {preset: 'length-cured', steps: 2000, seeds: 4},
  ...turned('length-cured', {}, [
    [0, 'Nothing left to explain away'],
    [2, 'More than a coefficient can explain'],
  ]),
  ...turned('handicap', {}, [
    [0, 'Length pays again'],
    [3, 'Now shortness pays'],
  ]),
  ...turned('decorrelated', {}, [
    [0, 'Without a penalty the taste shows'],
    [3, 'Flatter than the truth'],
  ]),
  ...turned('overoptimised', {}, [
    [0, 'Choosing among many pays'],
    [1, 'Better, but not the more the better'],
  ]),
  {preset: 'ensemble', steps: 1200, seeds: 4, ends: 'Four judges are fooled like one'},
  ...turned('ensemble', {steps: 1200, seeds: 4, restart: true}, [
    ['mean', 'Four judges are fooled like one'],
    ['cautious', 'Four judges are fooled like one'],
  ]),
  ...turned('style', {}, [
    [0, 'Style marks weigh nothing'],
    [-1, 'What looks tidy loses'],
  ]),
  ...turned('slips', {}, [
    [0.25, 'Not surer than it may be'],
    [0.45, 'Not surer than it may be'],
  ]),
  ...turned('ties', {}, [
    [1, OPENING],
    [0.01, 'A tie as half a win for each'],
  ]),
  ...turned('circles', {}, [
    [0, 'Without circles, one line is enough'],
    [0.5, OPENING],
  ]),
  ...turned('two-groups', {}, [
    [0, 'The line tilts towards long answers'],
    [0.8, 'The line tilts towards short answers'],
    [1, 'The line tilts towards short answers'],
  ]),
  ...turned('weights', {}, [
    [0, 'The weights tell the truth'],
    [1, 'Length counts for more'],
    [-1, 'Length has a weight below zero'],
  ]),
  ...turned('sure', {}, [
    [1, OPENING],
    [20, 'As sure as it may be'],
  ]),
  {preset: 'praise', steps: 1000, seeds: 3, ends: 'Its own pairs by heart'},
  ...turned('praise', {steps: 600, restart: true}, [
    [8, OPENING],
    [256, 'Its own pairs by heart'],
  ]),
  ...turned('football', {}, [
    [0.01, 'A draw is half a win for each'],
    [10, 'Too sure of the favourite'],
  ]),
  {preset: 'writes-long', steps: 200, seeds: 2},
  ...turned('writes-long', {steps: 200, seeds: 1, restart: true}, [[0, 'No longer than it has to be']]),
  {preset: 'fooled-anyway', steps: 160, seeds: 1},
  ...turned('fooled-anyway', {steps: 160, seeds: 1, restart: true}, [[1, 'Close by, it can be trusted']]),
  {preset: 'as-you-wish', steps: 300, seeds: 2},
  ...turned('as-you-wish', {steps: 300, seeds: 2, restart: true}, [[0, 'A wish is only words']]),
  {preset: 'goodhart', steps: 400, seeds: 2},
  ...turned('goodhart', {steps: 400, seeds: 2, restart: true}, [[1, 'Up to here both rise']]),
  {preset: 'best-of-or-trained', steps: 250, seeds: 2},
  ...turned('best-of-or-trained', {steps: 250, seeds: 2, at: 100}, [[0.2, 'Further than the best of sixteen']]),
  {preset: 'judges-in-doubt', steps: 160, seeds: 1},
  ...turned('judges-in-doubt', {steps: 160, seeds: 1, restart: true}, [['worst', 'One of them is enough']]),
  {preset: 'both-down', steps: 300, seeds: 2},
  ...turned('both-down', {steps: 300, seeds: 2, restart: true}, [[3, 'The chosen ones are kept']]),
  {preset: 'good-as-asked', steps: 300, seeds: 2},
  ...turned('good-as-asked', {steps: 300, seeds: 2, at: 150}, [[0, 'The worst, as you asked for']]),
  {preset: 'group-size', steps: 200, seeds: 2},
  ...turned('group-size', {steps: 200, seeds: 2, restart: true}, [[1, 'Nothing has been learnt']]),
  {preset: 'without-a-clip', steps: 40, seeds: 1},
  ...turned('without-a-clip', {steps: 40, seeds: 1, restart: true}, [[true, 'As good, and much nearer']]),
];

export const keyOf = ({preset, steps, seeds, turn}: StoryRun): string => {
  const what = turn && `${turn.path} ${JSON.stringify(turn.to)} from ${turn.at ?? 0}`;
  return [preset, `${steps} steps`, `${seeds} seeds`, what].filter(Boolean).join(', ');
};

/** The run as a value, with its seeds from 1 on as a population. */
export function specOf({preset, steps, seeds, turn}: StoryRun): Spec {
  const {spec} = presetNamed(preset);
  const last = spec.stages.length - 1;
  // A setting that several stages have is another in all of them.
  const has = (settings: unknown) => turn?.at === undefined && turn && read(settings, turn.path) !== undefined;
  return {
    ...spec,
    seed: 1,
    stages: spec.stages.map((stage, i) => ({
      ...stage,
      spec: has(stage.spec) ? assign(stage.spec, turn!.path, turn!.to) : stage.spec,
      ...(i === last && {steps}),
    })),
    moves:
      turn?.at === undefined
        ? []
        : [{stage: spec.stages[last].id, tick: turn.at, path: turn.path, value: turn.to as number}],
    fan: {axes: [], seeds: Array.from({length: seeds}, (_, i) => 1 + i)},
  };
}
