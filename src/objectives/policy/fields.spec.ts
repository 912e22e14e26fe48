/** Settings that several policy objectives share, so that they mean and look the same everywhere. */
import {number} from '../../spec/index.ts';

export const betaField = number({
  label: 'KL coefficient',
  symbol: 'β',
  help: 'How strongly the policy is held to the reference. A small one lets it move far from the reference before the loss is content.',
  default: 0.3,
  range: [0.01, 5],
  scale: 'log',
  acts: 'next step',
  main: true,
  marks: [0.03, 0.1, 0.3, 1],
});

export const rewardTemperatureField = number({
  label: 'Reward temperature',
  symbol: 'α',
  help: 'How the answers to a question share its weight. Low: the answer with the highest reward has nearly all of it. High: all count alike, and rewards hardly matter.',
  default: 1,
  range: [0.01, 10],
  scale: 'log',
  acts: 'next step',
  main: true,
  marks: [0.1, 0.3, 1, 3],
});
