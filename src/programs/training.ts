import type {OptimiserSettings} from '../engine/program.ts';
import type {SectionValue} from '../spec/index.ts';
import type {trainingSection} from './training.spec.ts';

type Training = SectionValue<typeof trainingSection>;

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
