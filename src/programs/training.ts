import type {OptimiserSettings, PhaseRun} from '../engine/program.ts';
import {places, type SectionValue} from '../spec/index.ts';
import type {trainingSection} from './training.spec.ts';

type Training = SectionValue<typeof trainingSection>;

/** Every so many evaluations there is an examination, too. */
const EXAMINE_EVERY = 5;

/** Paths of the settings that act at the next step. */
export const hotPaths = (...where: Parameters<typeof places>): string[] =>
  places(...where)
    .filter(({field}) => field.acts === 'next step')
    .map(({path}) => path);

export const once = (phase: string, when = true): PhaseRun[] => (when ? [{phase, times: 1}] : []);

/** A step, an evaluation every so often and at the end, and with the last of some evaluations an examination. */
export function trainingPlan(
  {evaluateEvery}: Pick<Training, 'evaluateEvery'>,
  tick: number,
  steps: number,
): PhaseRun[] {
  const last = tick + 1 === steps;
  return [
    {phase: 'train', times: 1},
    ...once('evaluate', (tick + 1) % evaluateEvery === 0 || last),
    ...once('examine', (tick + 1) % (EXAMINE_EVERY * evaluateEvery) === 0 || last),
  ];
}

/** After how many steps there is an evaluation, and an examination, for somebody who watches. */
const EARLY: Readonly<Record<string, readonly number[]>> = {evaluate: [2, 5, 10], examine: [10]};

/** Phases for somebody who watches: in the first steps most changes. */
export const earlyPhases = (made: number): string[] =>
  Object.keys(EARLY).filter((phase) => EARLY[phase].includes(made));

export function optimiserOf(training: Training, steps: number): OptimiserSettings {
  return {
    kind: training.kind,
    learningRate: 'training.learningRate',
    weightDecay: 'training.weightDecay',
    momentum: training.momentum,
    beta2: training.kind === 'adamW' ? training.beta2 : 0,
    epsilon: 1e-8,
    schedule: scheduleOf(training, steps),
  };
}

/** Linear warm-up from 1 / w to 1, then a constant or half a cosine to 0 at the last step. */
export function scheduleOf({warmup, schedule}: Pick<Training, 'warmup' | 'schedule'>, steps: number) {
  return (update: number): number => {
    if (update < warmup) return (update + 1) / warmup;
    if (schedule === 'constant') return 1;
    const progress = Math.min(1, (update - warmup) / Math.max(1, steps - warmup));
    return 0.5 * (1 + Math.cos(Math.PI * progress));
  };
}
