import type {Metric} from '../metric.ts';

const accuracyWith = <const N extends number>(labels: N) =>
  ({
    name: `newcomerAccuracy${labels}`,
    label: `Newcomers, ${labels} labels`,
    help: `Accuracy for people whose choices were not trained on, when ${labels} of their choices are known. The model is not trained further.`,
    better: 'higher',
    range: [0, 1],
  }) as const satisfies Metric;

export const newcomerAccuracy5 = accuracyWith(5);
export const newcomerAccuracy10 = accuracyWith(10);
export const newcomerAccuracy40 = accuracyWith(40);

export const groupRecovery = {
  name: 'groupRecovery',
  label: 'Groups recovered',
  help: 'How much the largest learnt weight of each annotator says about their true group: 0 nothing, 1 all (normalised mutual information).',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;
